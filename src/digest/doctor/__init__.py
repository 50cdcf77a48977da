"""What stands between a site and its readers' inboxes, looked at from outside."""
