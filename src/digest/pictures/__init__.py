"""Picture files -> the renditions that readers get; the only importer of Pillow."""
