"""Amazon SNS, which brings the words of SES: whose message it is, and what it signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from digest.bounces.webhooks.service import part, read_json
from digest.bounces.webhooks.signatures import is_signed_by_certificate

NOTIFICATION = "Notification"
CONFIRMATION = "SubscriptionConfirmation"
#: octets of a certificate
LARGEST_CERTIFICATE = 65_536
_HOST = r"https://sns\.[a-z]{2}(?:-[a-z]+){1,3}-[0-9]{1,2}\.amazonaws\.com(?:\.cn)?"
#: where its certificates are; whoever else has a host at Amazon has another name
_CERTIFICATE = re.compile(
    rf"{_HOST}/SimpleNotificationService-[0-9A-Za-z_-]{{1,100}}\.pem"
)
_SUBSCRIBE = re.compile(rf"{_HOST}/\?Action=ConfirmSubscription&[\x21-\x7e]{{1,2000}}")
#: what is signed, in this order, each name and value in a line of its own
_SIGNED = {
    NOTIFICATION: ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    CONFIRMATION: (
        *("Message", "MessageId", "SubscribeURL", "Timestamp", "Token"),
        *("TopicArn", "Type"),
    ),
}


@dataclass(frozen=True, slots=True)
class SnsMessage:
    """A message as it came; nothing in it is to be believed before its signature is."""

    told: Any

    @property
    def kind(self) -> str:
        """A notification, or the question whether we want any."""
        return self._text("Type")

    @property
    def topic(self) -> str:
        """The ARN of its topic."""
        return self._text("TopicArn")

    @property
    def certificate_url(self) -> str:
        """Where its certificate is; "" where that is no place of Amazon's."""
        url = self._text("SigningCertURL")
        return url if _CERTIFICATE.fullmatch(url) else ""

    @property
    def subscribe_url(self) -> str:
        """What has to be asked to get notifications; "" for no place of Amazon's."""
        url = self._text("SubscribeURL")
        return url if _SUBSCRIBE.fullmatch(url) else ""

    @property
    def message(self) -> bytes:
        """The words of SES, in JSON of their own."""
        return self._text("Message").encode("utf-8", "replace")

    def is_signed(self, certificate: bytes) -> bool:
        """Whether the key of the certificate signed all that counts."""
        names = _SIGNED.get(self.kind, ())
        present = (name for name in names if isinstance(part(self.told, name), str))
        lines = (f"{name}\n{self._text(name)}\n" for name in present)
        version = self._text("SignatureVersion")
        return version in {"1", "2"} and is_signed_by_certificate(
            certificate,
            self._text("Signature"),
            "".join(lines).encode("utf-8", "replace"),
            is_sha1=version == "1",
        )

    def _text(self, name: str) -> str:
        found = part(self.told, name)
        return found if isinstance(found, str) else ""


def read_sns(body: bytes) -> SnsMessage:
    """The message in the body, whatever it is."""
    return SnsMessage(read_json(body))
