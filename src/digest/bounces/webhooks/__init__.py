"""Reports that services bring by HTTP, each believed by its own proof."""

from __future__ import annotations

from digest.bounces.webhooks import mailgun, postmark, sendgrid, ses
from digest.bounces.webhooks.service import Call, Service

__all__ = ["SERVICES", "Call", "Service"]

#: by the name in [bounces] webhooks; SES is asked in another way: it proves who it is
#: by a certificate that has to be fetched
SERVICES: dict[str, Service] = {
    "postmark": postmark.read,
    "sendgrid": sendgrid.read,
    "mailgun": mailgun.Mailgun().read,
    "ses": ses.read,
}
