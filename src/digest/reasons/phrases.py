"""What receivers say, as data: families of phrases, in the order in which they count.

A phrase is a regular expression on words in lower case, without addresses and links.
What speaks against us or for a mailbox that is there comes first: who is blocked is
often told of an unknown user as well, and to go on mailing a dead address costs less
than to lose a reader.
"""

from __future__ import annotations

from digest.reasons.reason import Reason

#: a reader, as receivers call one, and their mailbox
WHO = (
    "(?:user|recipient|addressee|member|subscriber|customer|person|alias|account|"
    "mail ?box|inbox|address|e-?mail|destinat[a-z]{1,12}|local[- ]?part)"
)
HOST = "(?:host|domain|server|mail domain|mail server)"
LETTER = "(?:message|e-?mail|mail|letter|body|header|headers)"
IS = "(?: is| was| are| has been)?"
#: a few words between two that count
GAP = "[a-z' ]{0,30}"

PHRASES: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (
        Reason.RATE,
        (
            r"rate[- ]?limit|\bthrottl|frequency limited|too fast|too frequent",
            r"too many (?:messages|connections|recipients|concurrent|errors|sessions)",
            r"too much mail|unexpected volume|unusual rate|sent too many",
            r"(?:limit|quota) (?:of|on|for) (?:messages|connections|recipients)",
            r"exceeded the (?:rate|maximum number)",
            rf"(?:hourly|daily|message|sending) (?:sending )?limit{IS} exceeded",
        ),
    ),
    (
        Reason.MAILBOX_FULL,
        (
            rf"(?:mail ?box|mail ?folder|inbox|account|maildir){GAP} full\b",
            r"full mail ?box|mail ?box_?full",
            r"over[- ]?(?:the )?(?:mail |disk |storage )?quota",
            rf"quota{IS} (?:exceeded|full|violation|limit)|quota ?exceeded",
            rf"out ?of ?quota|exceed\w{{0,8}} {GAP}\bquota",
            (
                r"(?:no|not enough|insufficient|out of) (?:mailbox |disk |storage )?"
                r"(?:space|storage) (?:for|in) (?:this|the|that|his) (?:user|mail)"
            ),
            rf"(?:mailbox|maildir|account){GAP} (?:size|storage|over) ?limit",
            rf"mail ?box (?:has )?exceeds? {GAP}(?:limit|size|space)",
            rf"too many messages (?:in|on) {GAP}mailbox|out of (?:storage )?space",
        ),
    ),
    (
        Reason.TOO_LARGE,
        (
            rf"{LETTER}{IS} too (?:large|big|long)|too large message",
            rf"{LETTER}(?:'s)? (?:size|length) (?:exceeds|too)",
            rf"exceeds? {GAP}(?:message|mail) size|size limit exceeded",
        ),
    ),
    (
        Reason.AUTHENTICATION,
        (
            r"\bdmarc\b|\bdkim\b|\bspf\b|sender policy framework|\bsender id\b",
            r"unauthenticated|not authenti|purported responsible",
            r"authentication (?:is )?(?:required|failed|failure|information)",
            r"smtp auth|auth required|must (?:issue|use) (?:a )?(?:starttls|authent)",
        ),
    ),
    (
        Reason.BLOCKED,
        (
            r"black[- ]?list|block[- ]?list|deny ?list|\brbl\b|dns[bw]l",
            r"spamhaus|spamcop|barracuda ?central|\bsorbs\b|proofpoint",
            r"\bptr\b|\brdns\b|reverse[- ](?:dns|lookup|hostname|name|address)",
            r"blocked (?:using|by|due|for|-|ip)|\bbanned\b|reputation|spamming ip",
            rf"\bip{GAP} (?:blocked|banned|listed|blacklisted|refused)",
            r"client host (?:\S+ )?(?:rejected|blocked)|recipient preferences",
            rf"sender (?:address |domain )?{IS} ?(?:rejected|blocked|denied|refused)",
            r"sender (?:address |domain )?verif|domain of sender|valid from",
            rf"sender(?:'s)? (?:address|domain){GAP} not (?:exist|found|resolve)",
            r"unknown sender|invalid sender|sender unknown|(?:to|after) mail from",
            r"not accepting (?:mail|connections|messages) from",
            r"connections? (?:not accepted|refused) from",
            (
                r"your (?:ip|host|server|network|domain|mail server|address)"
                rf" {GAP}(?:block|reject|list|deni|not allow)"
            ),
            r"esmtp not accepting connections|no smtp service",
            rf"{LETTER}s? from (?:your|this) {GAP}(?:rejected|refused|blocked)",
        ),
    ),
    (
        Reason.SPAM,
        (
            r"\bspam|unsolicited|\bube\b|\buce\b|\bbulk mail|junk mail",
            r"virus|malware|phish|suspicious",
            r"potential(?:ly)? (?:harmful|dangerous|security)",
            rf"content{IS} (?:rejected|refused|not accept)|content filter",
            r"(?:prohibited|forbidden|objectionable|offensive) (?:content|word|attach)",
            r"because its content|message content",
        ),
    ),
    (
        Reason.MOVED,
        (
            rf"{WHO} has (?:moved|changed address)",
            r"no longer (?:on|at) (?:this )?(?:server|address|domain|host)",
            r"not our (?:user|customer)|has been replaced by|new address is",
            r"moved to (?:a )?(?:new|another)",
        ),
    ),
    (
        Reason.NETWORK,
        (
            r"not found,? try again|dns (?:query|server) (?:failed|failure)",
            r"timed ?out|time-?out\b|lost connection|no route to host",
            r"connection (?:refused|reset|lost|dropped)|network (?:is )?unreachable",
            r"could not connect|unable to connect|did not accept our requests?",
            r"mail loop|routing loop|too many hops|hop count|loops back to myself",
            r"(?:message|delivery time|retry time(?:out)?) (?:has )?expired",
            r"retry timeout exceeded",
        ),
    ),
    (
        Reason.HOST_UNKNOWN,
        (
            rf"{HOST}(?: name)?{IS} (?:unknown|not found|invalid)",
            (
                r"(?:unknown|no such|invalid|unrouteable|unresolvable|non-?existent)"
                rf" {HOST}"
            ),
            r"nxdomain|null mx|name or service not known|domain is not reachable",
            (
                rf"{HOST}{GAP} (?:does not|doesn't|do not) (?:exist|resolve|(?:accept|"
                r"receive) (?:e-?)?mail)"
            ),
            r"no (?:mx|dns|valid mx|mail) (?:or a )?(?:record|entry|exchanger|hosts)",
            r"relevant mx records point to non-?existent",
            r"mail domain mentioned in email address is unknown",
        ),
    ),
    (
        Reason.USER_UNKNOWN,
        (
            rf"{WHO}(?: name)?{IS} (?:\S+ )?(?:unknown|invalid|non-?existent)",
            rf"{WHO}(?: name)?{IS} not (?:found|known|exist|valid|listed|recogni)",
            (
                r"(?:unknown|no such|invalid|non-?existent|bad|incorrect|undeliverable|"
                rf"illegal) (?:local |virtual |e-?mail )?{WHO}"
            ),
            rf"not (?:an? )?(?:valid|known|existing|local) {WHO}",
            r"(?:does not|doesn't|do not|did not|doesnt|not) exist",
            rf"(?:doesn't|does not) have an? {GAP}(?:account|mailbox)",
            (
                r"no (?:mail ?box|account|user|recipient|one) (?:here|there|found|by|"
                r"with|of|exists?|that|this)\b"
            ),
            r"recip(?:ient)?notfound|usernotfound|unknown[-_]user|user_unknown",
            r"mail ?box (?:is )?(?:unavailable|not available)",
            (
                r"no longer (?:valid|active|available|in use|exists|with|works|"
                r"employed|a valid|an active)"
            ),
            r"address rejected\.?$|rejected recipient",
            r"recipient address rejected: (?:undeliverable|unverified|\[|$)",
            # Exchange Online's directory says no with these words (5.4.1)
            r"5\.4\.1 .{0,60}recipient address rejected: access denied",
            (
                rf"(?:couldn't|could not|cannot|can't|unable to) (?:find|locate|verify)"
                rf" (?:the |a |any |that )?{WHO}"
            ),
            rf"inactive e-?mail address|address {GAP}(?:unknown|deleted|removed)",
            r"(?:destinataire|utilisateur|adresse)[a-z ]{0,20} (?:invalide|inconnu)",
            r"unbekannte[rn]? (?:empf|benutz|adress)|existiert nicht|no existe",
            r"usuario desconocido|destinatario sconosciuto|не существует",
        ),
    ),
    (
        Reason.NOT_ACCEPTED,
        (
            rf"{WHO}{GAP}{IS} (?:deleted|terminated|cancell?ed|closed|removed)",
            r"permanently (?:closed|disabled|deactivated)",
        ),
    ),
    (
        Reason.SUSPENDED,
        (
            (
                rf"{WHO}{GAP} (?:disabled|suspended|inactive|deactivated|discontinued|"
                r"locked|blocked|bloque|expired|not active|dormant|on hold)"
            ),
            (
                r"(?:disabled|suspended|inactive|deactivated|locked|dormant|expired|"
                rf"not an active) (?:e-?mail |mail )?{WHO}"
            ),
        ),
    ),
    (
        Reason.LATER,
        (
            r"gr[ea]y[- ]?list|try (?:again|later)|please retry|come back later",
            r"temporar|deferred|not yet been delivered",
            r"will (?:be )?(?:retried|retry|continue)",
        ),
    ),
    (
        Reason.POLICY,
        (
            r"polic(?:y|ies)|relay|denied|permission|prohibited|forbidden|rejected",
            r"not (?:allowed|permitted|accepted|authori[sz]ed)|unauthori[sz]ed",
            r"refused|blocked|rfc ?\d{3,4}|\bheaders?\b",
        ),
    ),
    (
        Reason.SYSTEM,
        (
            r"no space left|disk (?:is )?full|insufficient|i/o error|input/output",
            r"system (?:error|config|resources|failure)|internal (?:server )?error",
            r"server error|local (?:error|problem)|configuration|misconfig",
            r"(?:service|server)[a-z ]{0,20} unavailable|could not load",
            r"couldn't create|can't create|syntax error|command|exit status",
        ),
    ),
    # words that stand beside others which say more
    (Reason.NETWORK, (r"\bdns\b|name service|\bconnect\b|unreachable|timeout",)),
)

#: say something that no status takes back: ours is the fault, or the mailbox is there
FIRM = frozenset(
    {
        *(Reason.RATE, Reason.MAILBOX_FULL, Reason.TOO_LARGE, Reason.AUTHENTICATION),
        *(Reason.BLOCKED, Reason.SPAM),
    }
)
#: say so little that a status which means something is taken instead
LOOSE = frozenset({Reason.POLICY, Reason.LATER, Reason.SYSTEM})
