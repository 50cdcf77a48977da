"""Calls of services, signed as they sign them."""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from builders import NOW
from digest.bounces.webhooks import Call
from digest.secret import Secret
from returned_mail import PROOFS

EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
TOPIC = "arn:aws:sns:eu-central-1:123456789012:bounces"
#: what the owner and a service share
SECRET = "hush"
HOST = "https://sns.eu-central-1.amazonaws.com"


def a_call(body: Any, *, secret: str = SECRET, **headers: str) -> Call:
    """A call with this body in JSON; the names of headers have underscores."""
    return Call(
        body=body if isinstance(body, bytes) else json.dumps(body).encode(),
        headers={name.replace("_", "-"): text for name, text in headers.items()},
        received=NOW,
        secret=Secret(secret),
        proofs=PROOFS,
    )


def public_key() -> str:
    """SendGrid's key, as its owner copies it."""
    der = EC_KEY.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(der).decode()


def sendgrid_headers(body: bytes, stamp: str = "1600000000") -> dict[str, str]:
    """The headers with the signature over the body."""
    signature = EC_KEY.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    begin = "X-Twilio-Email-Event-Webhook"
    return {
        f"{begin}-Signature": base64.b64encode(signature).decode(),
        f"{begin}-Timestamp": stamp,
    }


def mailgun_proof(
    *, now: datetime = NOW, word: str = "word", secret: str = SECRET
) -> dict[str, str]:
    """The proof beside an event."""
    stamp = str(int(now.timestamp()))
    code = hmac.new(secret.encode(), f"{stamp}{word}".encode(), "sha256").hexdigest()
    return {"timestamp": stamp, "token": word, "signature": code}


def certificate() -> bytes:
    """Amazon's, in PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(RSA_KEY.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=365))
        .sign(RSA_KEY, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def an_sns_message(message: Any, *, version: str = "2", **changes: str) -> bytes:
    """A message of SNS with these words of SES, signed."""
    told = {
        "Type": "Notification",
        "MessageId": "m-1",
        "TopicArn": TOPIC,
        "Message": json.dumps(message),
        "Timestamp": "2026-11-23T07:00:00.000Z",
        "SignatureVersion": version,
        "SigningCertURL": f"{HOST}/SimpleNotificationService-abc.pem",
        **changes,
    }
    names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    if told["Type"] == "SubscriptionConfirmation":
        names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token"]
        names += ["TopicArn", "Type"]
    signed = "".join(f"{name}\n{told[name]}\n" for name in names if name in told)
    digest = hashes.SHA256() if version == "2" else hashes.SHA1()  # noqa: S303
    signature = RSA_KEY.sign(signed.encode(), padding.PKCS1v15(), digest)
    told["Signature"] = base64.b64encode(signature).decode()
    return json.dumps(told).encode()


def an_ses_bounce(source: str = "notes@example.org", **changes: Any) -> dict[str, Any]:
    """A dead address in words of SES."""
    bounce = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "feedbackId": "f-1",
        "bouncedRecipients": [
            {
                "emailAddress": "ann@example.org",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
        ],
        **changes,
    }
    return {
        "notificationType": "Bounce",
        "bounce": bounce,
        "mail": {"source": source},
    }
