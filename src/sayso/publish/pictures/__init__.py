"""Pictures of a release, as SVG and PNG: readable in grey, without graphic content, the same bytes for the same release."""
