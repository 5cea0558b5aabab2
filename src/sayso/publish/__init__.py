"""From a project to a release: what may be published, told so that every figure leads back to words of a kept source."""
