"""Values -> text: documents for the published tree, letters for the readers."""
