"""Whose letter came back, by what only we can have written.

A token in the return path counts most, then the signed link by which one leaves, in the
letter that came back. An address proves nothing: anybody can write one.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest.bounces.reports import Reading
from digest.errors import LinkError
from digest.secret import Secret
from digest.signed.links import Claim, LinkPurpose, check_token
from digest.signed.return_path import read_return_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The delivery that something signed names, else its subscriber; 0 for none."""

    delivery: int = 0
    subscriber: int = 0

    @property
    def is_known(self) -> bool:
        """Whether something signed was found at all."""
        return bool(self.delivery or self.subscriber)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """What tells our own tokens from forged ones."""

    #: [bounces] address; "" where no return path has a token
    address: str
    #: signs return paths and links
    key: Secret

    def delivery_of(self, address: str) -> int:
        """The delivery whose return path the address is; 0 where we made none such."""
        if not self.address:
            return 0
        key = self.key.reveal().encode()
        return read_return_address(address, self.address, key) or 0

    def origin_of(self, reading: Reading) -> Origin:
        """Whose letter the message is about."""
        for address in reading.returns:
            if delivery := self.delivery_of(address):
                return Origin(delivery=delivery)
        for url in reading.leaving:
            if claim := self.claim_of(url.rpartition("/")[2]):
                return Origin(subscriber=claim.subscriber)
        return Origin()

    def claim_of(self, token: str) -> Claim | None:
        """Who may leave what by the token; None where it is none of ours."""
        try:
            return check_token(self.key.reveal(), LinkPurpose.LEAVE, token)
        except LinkError:
            return None
