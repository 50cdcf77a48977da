"""What others made -> Markdown files in content/: pages, mails, papers, feeds."""
