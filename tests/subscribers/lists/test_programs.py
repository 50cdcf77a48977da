from __future__ import annotations

import pytest

from digest.subscribers.lists.programs import PLAIN, PROGRAMS, recognise
from digest.subscribers.lists.source import standing_of
from digest.subscribers.lists.standing import REASONS, STATES, WORDS, Standing

#: the first record of each program's export
HEADS = {
    "mailchimp": (
        "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,"
        "CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
        "LAST_CHANGED,LEID,EUID,NOTES,TAGS"
    ),
    "substack": (
        "email,active_subscription,expiry,plan,email_disabled,created_at,"
        "first_payment_at"
    ),
    "ghost": (
        "id,email,name,note,subscribed_to_emails,complimentary_plan,"
        "stripe_customer_id,created_at,deleted_at,labels,tiers"
    ),
    "buttondown": (
        "id,creation_date,email_address,metadata,notes,source,tags,type,"
        "unsubscription_date,undeliverability_date"
    ),
    "listmonk": "uuid,email,name,attributes,status,created_at,updated_at",
    "keila": "Email,First name,Last name,Data,Status",
    "sendy": (
        "Name,Email,Joined,Last activity,Added via,Opt-in method,IP address,Country,"
        "Country code,Signed up from,Status,GDPR"
    ),
}


@pytest.mark.parametrize("name", list(HEADS))
def test_a_program_is_recognised_by_its_columns(name: str) -> None:
    """And by nobody else's."""
    columns = frozenset(HEADS[name].lower().split(","))
    assert recognise(columns).name == name
    fitting = [p for p in PROGRAMS if any(sign <= columns for sign in p.signs)]
    assert [program.name for program in fitting] == [name]


def test_whatever_else_is_a_list() -> None:
    """With the names that most columns have."""
    assert recognise(frozenset({"email", "name", "town"})) is PLAIN


@pytest.mark.parametrize(
    ("file", "standing"),
    [
        ("subscribed_members_export_1.csv", Standing.SUBSCRIBED),
        ("unsubscribed_members_export_1.csv", Standing.LEFT),
        ("Cleaned_members_export_1.csv", Standing.BOUNCED),
        ("nonsubscribed_members_export_1.csv", Standing.STRANGER),
    ],
)
def test_a_file_of_an_archive_tells_by_its_name(file: str, standing: Standing) -> None:
    """As the columns do not always."""
    mailchimp = next(program for program in PROGRAMS if program.name == "mailchimp")
    assert standing_of(mailchimp, file) is standing
    assert standing_of(PLAIN, file) is Standing.SUBSCRIBED


def test_every_standing_has_a_meaning() -> None:
    """A stranger alone becomes no reader."""
    assert set(WORDS) == set(Standing)
    assert set(STATES) == set(Standing) - {Standing.STRANGER}
    assert set(REASONS) == {Standing.BOUNCED, Standing.BLOCKED, Standing.COMPLAINED}
