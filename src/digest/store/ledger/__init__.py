"""The ledger of deliveries: what is claimed, intended and answered is in it first."""
