"""What services say, and which of it is believed."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import NOW
from digest.bounces.webhooks import postmark, sendgrid, ses
from digest.bounces.webhooks.mailgun import MOST_WORDS, Mailgun
from digest.bounces.webhooks.service import Call
from digest.bounces.webhooks.signatures import (
    is_signed_by_certificate,
    is_signed_by_key,
)
from digest.bounces.webhooks.sns import read_sns
from digest.reasons import Reason
from digest.records.bounces import Bounce, BounceKind
from returned_mail import return_path
from service_calls import (
    HOST,
    a_call,
    an_ses_bounce,
    an_sns_message,
    certificate,
    mailgun_proof,
    public_key,
    sendgrid_headers,
)

POSTMARK: dict[str, Any] = {
    "RecordType": "Bounce",
    "ID": 42,
    "Type": "HardBounce",
    "Email": "ann@example.org",
    "Details": "smtp;550 5.1.1 The mailbox does not exist",
}


def said(bounces: tuple[Bounce, ...] | None) -> list[tuple[str, str, str]]:
    """Whom each bounce names, what it is, and why."""
    assert bounces is not None
    return [(one.address, one.kind, one.reason) for one in bounces]


def test_postmark_is_believed_by_its_secret() -> None:
    """In a header, or as the password, with the user or without."""
    for headers in (
        {"x_digest_secret": "hush"},
        {"authorization": f"Basic {base64.b64encode(b'any:hush').decode()}"},
    ):
        (bounce,) = postmark.read(a_call(POSTMARK, **headers)) or ()
        assert (bounce.id, bounce.source, bounce.is_vouched) == ("42", "postmark", True)
        assert bounce.reason is Reason.USER_UNKNOWN
    whole = f"Basic {base64.b64encode(b'any:hush').decode()}"
    call = a_call(POSTMARK, secret="any:hush", authorization=whole)
    assert postmark.read(call)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_digest_secret": ""},
        {"x_digest_secret": "hus"},
        {"authorization": "Basic !!!"},
        {"authorization": "Basic YTpi"},
        {"authorization": "Bearer hush"},
    ],
)
def test_others_are_not_believed(headers: dict[str, str]) -> None:
    """None of the headers has the secret."""
    assert postmark.read(a_call(POSTMARK, **headers)) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Type": "SoftBounce", "Details": "552 mailbox full"}, "mailbox-full"),
        ({"Type": "HardBounce", "Details": ""}, "not-accepted"),
        ({"Type": "SpamComplaint", "Details": "spam"}, "complaint"),
        ({"Type": "Blocked", "Details": ""}, "blocked"),
    ],
)
def test_postmarks_types_are_understood(changes: dict[str, str], reason: str) -> None:
    """The receiver's words first, where there are some."""
    call = a_call({**POSTMARK, **changes}, x_digest_secret="hush")
    assert [reason for _, _, reason in said(postmark.read(call))] == [reason]


@pytest.mark.parametrize(
    "body", [{}, [], 7, b"{", {**POSTMARK, "Type": "Open"}, {**POSTMARK, "ID": ""}]
)
def test_what_is_no_failure_is_taken_and_says_nothing(body: Any) -> None:
    """So that the service does not send it again."""
    assert postmark.read(a_call(body, x_digest_secret="hush")) == ()


SENDGRID: list[dict[str, Any]] = [
    {"event": "open", "sg_event_id": "0", "email": "a@b.c"},
    {
        "event": "bounce",
        "type": "bounce",
        "sg_event_id": "1",
        "email": "ann@example.org",
        "reason": "550 5.1.1 user unknown",
        "status": "5.1.1",
    },
    {"event": "bounce", "type": "blocked", "sg_event_id": "2", "reason": ""},
    {"event": "dropped", "sg_event_id": "3", "reason": "Bounced Address"},
    {"event": "dropped", "sg_event_id": "4", "reason": "Too old"},
    {"event": "spamreport", "sg_event_id": "5"},
    {"event": "bounce"},
    "rubbish",  # type: ignore[list-item]
]


def sendgrid_call(body: bytes, headers: dict[str, str]) -> Call:
    """A call of SendGrid."""
    lower = {name.lower().replace("-", "_"): text for name, text in headers.items()}
    return a_call(body, secret=public_key(), **lower)


def test_sendgrid_is_believed_by_its_signature() -> None:
    """Over timestamp and body; events that are no failures are left out."""
    body = json.dumps(SENDGRID).encode()
    found = said(sendgrid.read(sendgrid_call(body, sendgrid_headers(body))))
    assert [(kind, reason) for _, kind, reason in found] == [
        ("permanent", "user-unknown"),
        ("transient", "blocked"),
        ("permanent", "not-accepted"),
        ("transient", "policy"),
        ("complaint", "complaint"),
    ]


def test_a_changed_call_of_sendgrid_is_not_believed() -> None:
    """Another body, another time, no signature, another key."""
    body = json.dumps(SENDGRID).encode()
    headers = sendgrid_headers(body)
    assert sendgrid.read(sendgrid_call(body + b" ", headers)) is None
    later = {**headers, "X-Twilio-Email-Event-Webhook-Timestamp": "1600000001"}
    assert sendgrid.read(sendgrid_call(body, later)) is None
    assert sendgrid.read(sendgrid_call(body, {})) is None
    assert sendgrid.read(a_call(body, secret="no key")) is None


def mailgun_call(event: dict[str, Any], **proof: Any) -> Call:
    """A call of Mailgun."""
    return a_call({"signature": mailgun_proof(**proof), "event-data": event})


MAILGUN: dict[str, Any] = {
    "event": "failed",
    "severity": "permanent",
    "id": "e-1",
    "recipient": "ann@example.org",
    "reason": "bounce",
    "delivery-status": {"code": 550, "message": "5.1.1 user unknown"},
}


def test_mailgun_is_believed_by_its_proof() -> None:
    """The envelope sender names the delivery, as it is our own."""
    event = {**MAILGUN, "envelope": {"sender": return_path(7)}}
    (bounce,) = Mailgun().read(mailgun_call(event)) or ()
    assert (bounce.delivery, bounce.reason) == (7, Reason.USER_UNKNOWN)
    assert bounce.detail == "550 5.1.1 user unknown"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"severity": "temporary"}, []),
        ({"event": "opened"}, []),
        ({"id": ""}, []),
        ({"event": "complained"}, ["complaint"]),
        ({"reason": "suppress-bounce", "delivery-status": {}}, ["not-accepted"]),
    ],
)
def test_mailguns_events_are_understood(
    changes: dict[str, Any], found: list[str]
) -> None:
    """What is temporary it tries again by itself."""
    bounces = Mailgun().read(mailgun_call({**MAILGUN, **changes}))
    assert [reason for _, _, reason in said(bounces)] == found


def test_a_proof_of_mailgun_is_good_once_and_for_a_while() -> None:
    """It says nothing of the event, so nobody may put it beside one of theirs."""
    mailgun = Mailgun()
    assert mailgun.read(mailgun_call(MAILGUN)) is not None
    assert mailgun.read(mailgun_call(MAILGUN)) is not None
    forged = {**MAILGUN, "recipient": "bob@example.org", "id": "e-2"}
    assert mailgun.read(mailgun_call(forged)) is None
    assert mailgun.read(mailgun_call(forged, word="other", secret="no")) is None
    assert mailgun.read(a_call({"event-data": forged})) is None
    for moment in (NOW - timedelta(hours=9), NOW + timedelta(hours=1)):
        assert mailgun.read(mailgun_call(MAILGUN, word="w", now=moment)) is None


def test_words_of_mailgun_are_forgotten_in_time() -> None:
    """Memory is bounded."""
    mailgun = Mailgun()
    mailgun._words.update((str(n), NOW) for n in range(MOST_WORDS))
    assert mailgun.read(mailgun_call(MAILGUN)) is not None
    assert len(mailgun._words) <= MOST_WORDS + 1


def test_amazon_is_believed_by_its_certificate() -> None:
    """Both versions of its signature."""
    for version in "12":
        message = read_sns(an_sns_message(an_ses_bounce(), version=version))
        assert message.is_signed(certificate())
        assert message.certificate_url.startswith(HOST)
    with_subject = read_sns(an_sns_message({}, Subject="bounce"))
    assert with_subject.is_signed(certificate())


def test_a_changed_message_of_amazon_is_not_believed() -> None:
    """Nothing that counts in it can be another."""
    body = an_sns_message(an_ses_bounce())
    for name in ("Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature"):
        changed = json.dumps({**json.loads(body), name: "x"}).encode()
        assert not read_sns(changed).is_signed(certificate())
    odd = json.dumps({**json.loads(body), "SignatureVersion": "3"}).encode()
    assert not read_sns(odd).is_signed(certificate())
    assert not read_sns(b"7").is_signed(certificate())
    assert not read_sns(body).is_signed(b"no certificate")


@pytest.mark.parametrize(
    "url",
    [
        "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-a.pem",
        "https://sns.eu-central-1.amazonaws.com.example.org/SimpleNotificationService-a.pem",
        "https://example.org/?https://sns.eu-central-1.amazonaws.com/x.pem",
        "https://s3.eu-central-1.amazonaws.com/SimpleNotificationService-a.pem",
        "https://x@sns.eu-central-1.amazonaws.com/SimpleNotificationService-a.pem",
        f"{HOST}/other.pem",
        f"{HOST}:444/SimpleNotificationService-a.pem",
        "",
    ],
)
def test_a_certificate_from_elsewhere_is_never_asked_for(url: str) -> None:
    """Whoever has a host at Amazon is not Amazon."""
    told = read_sns(json.dumps({"SigningCertURL": url, "SubscribeURL": url}).encode())
    assert (told.certificate_url, told.subscribe_url) == ("", "")


def test_words_of_ses_are_understood() -> None:
    """Bounces, complaints, and what is neither."""
    (bounce,) = ses.read(a_call(an_ses_bounce(return_path(7)))) or ()
    assert (bounce.id, bounce.delivery) == ("f-1 0", 7)
    assert bounce.detail == "550 5.1.1 user unknown"
    assert (bounce.kind, bounce.reason) == (BounceKind.PERMANENT, "user-unknown")
    complaint = {
        "eventType": "Complaint",
        "complaint": {
            "feedbackId": "f-2",
            "complainedRecipients": [{"emailAddress": "ann@example.org"}],
        },
    }
    assert said(ses.read(a_call(complaint))) == [
        ("ann@example.org", "complaint", "complaint")
    ]
    complaint["complaint"]["complaintFeedbackType"] = "not-spam"  # type: ignore[index]
    assert ses.read(a_call(complaint)) == ()
    assert ses.read(a_call({"notificationType": "Delivery"})) == ()


@pytest.mark.parametrize(
    ("kind", "subtype", "reason"),
    [
        ("Permanent", "General", "not-accepted"),
        ("Permanent", "NoEmail", "user-unknown"),
        ("Transient", "MailboxFull", "mailbox-full"),
        ("Transient", "General", "unknown"),
    ],
)
def test_what_no_receiver_said_is_said_by_ses(
    kind: str, subtype: str, reason: str
) -> None:
    """Its own words for it."""
    silent = [{"emailAddress": "ann@example.org"}]
    told = an_ses_bounce(
        bounceType=kind, bounceSubType=subtype, bouncedRecipients=silent
    )
    assert [found for _, _, found in said(ses.read(a_call(told)))] == [reason]


def test_keys_of_another_kind_are_not_believed() -> None:
    """An RSA key where an elliptic one belongs, and the other way round."""
    assert not is_signed_by_key("AAAA", "AAAA", b"x")
    pem = f"-----BEGIN PUBLIC KEY-----\n{public_key()}\n-----END PUBLIC KEY-----"
    body = b"x"
    signature = sendgrid_headers(body, "")["X-Twilio-Email-Event-Webhook-Signature"]
    assert is_signed_by_key(pem, signature, body)
    assert not is_signed_by_certificate(b"", "AAAA", b"x", is_sha1=False)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        *("event", "reason", "email", "sg_event_id", "type", "bounce"),
                        *(
                            "notificationType",
                            "bouncedRecipients",
                            "mail",
                            "Type",
                            "ID",
                        ),
                        *("complaint", "complainedRecipients", "feedbackId", "source"),
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_read(told: Any) -> None:
    """None raises."""
    body = json.dumps(told).encode()
    ses.read(a_call(told))
    postmark.read(a_call(told, x_digest_secret="hush"))
    sendgrid.read(sendgrid_call(body, sendgrid_headers(body)))
    read_sns(body).is_signed(b"")
