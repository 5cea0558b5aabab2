"""What words mean, as data: YAML files per language, and one loader."""
