"""A message as some reader would get it: to be looked at, and sent to nobody."""

from __future__ import annotations

from digest.deliveries import Delivery, DeliveryState, Letter
from digest.issues import Newsletter
from digest.mail.messages.message import Message, address, encode_letter
from digest.mail.messages.signing import Signer
from digest.model import Site
from digest.readers import Addressee
from digest.secret import Secret

#: no subscriber has it, so that the links of a specimen change nothing
NOBODY = 0
#: a domain that never has mail (RFC 2606 section 3)
SPECIMEN_ADDRESS = "reader@example.com"


def specimen(
    letter: Letter,
    *,
    site: Site,
    newsletter: Newsletter,
    key: Secret,
    recipient: str = SPECIMEN_ADDRESS,
    unsubscribe_address: str = "",
    signer: Signer | None = None,
) -> Message:
    """The letter addressed to somebody who is no subscriber; its links lead nowhere.

    Raises AddressError as `address` does.
    """
    delivery = Delivery(
        id=NOBODY,
        purpose=letter.purpose,
        newsletter=newsletter.name,
        subscriber=Addressee(id=NOBODY, address=recipient),
        state=DeliveryState.PENDING,
        planned=letter.date,
        due=letter.date,
    )
    return address(
        encode_letter(letter),
        delivery,
        site=site,
        newsletter=newsletter,
        key=key,
        unsubscribe_address=unsubscribe_address,
        signer=signer,
    )
