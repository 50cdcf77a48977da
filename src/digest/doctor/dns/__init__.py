"""What DNS says of a domain that sends mail: SPF, DKIM and DMARC."""
