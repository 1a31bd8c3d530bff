"""Which Apprise schemas are let in, and what is true of each: where it connects, how long a message may be, and
whether its "SUCCESS" can be believed (docs/channels.md; measured on apprise 2.2.0).
"""

from dataclasses import dataclass

from notify.split import Measure, escaped, utf8

# They go to the service's own address, whatever the subscriber writes.
FIXED = frozenset(
    "wecombot dingtalk feishu lark schan pushme qq spugpush pushplus wxpusher wpush wechat kook "  # 中文服务
    "tgram discord guilded slack gchat webex wxteams zoom cliq flock ryver twist stackfield revolt "
    "pover pbul prowl join ifttt spush pushy onesignal push chanify line viber whapi zalo threema groupme "
    "pagerduty opsgenie pagertree squadcast splunk victorops ilert incidentio signl4 spike "
    "sendgrid mailgun postmark brevo resend mailersend sparkpost smtp2go".split()
)
# They go where the subscriber says: the address guard is asked first.
HOSTED = frozenset(
    "json jsons form forms xml xmls gotify gotifys ntfy ntfys bark barks pushdeer pushdeers mmost mmosts rocket "
    "rockets ncloud nclouds nctalk nctalks hassio hassios synology synologys signal signals mastodon mastodons "
    "toot toots workflow workflows mailto mailtos".split()
)
MAIL = frozenset({"mailto", "mailtos"})
# They answer errors inside a 200, of which Apprise reads the status only.
UNREADABLE = frozenset("wecombot dingtalk feishu lark schan bark barks pushdeer pushdeers pushme qq spugpush".split())
# Not what they look like; said with the right name.
TRAPS = frozenset({"wecom"})
# Arguments by which an address would make this machine read a file or ask another place.
REFUSED_ARGUMENTS = frozenset(
    "template attach attach-as pgp pgppub pgpprv wkd keyfile subfile file_url discovery relay blossom config".split()
)
# Their text format lets a text call everybody by a tag.
CALLS_BY_TAG = frozenset({"feishu", "lark"})


@dataclass(frozen=True, slots=True)
class Limit:
    """How much one message may hold, title and all, and what that is counted in."""

    size: int
    measure: Measure


_LIMITS = {
    "wecombot": Limit(2048, utf8),
    "dingtalk": Limit(19_500, escaped),
    "feishu": Limit(19_500, escaped),
    "lark": Limit(19_500, escaped),
    "ntfy": Limit(4096, utf8),
    "ntfys": Limit(4096, utf8),
    "bark": Limit(3900, utf8),
    "barks": Limit(3900, utf8),
}


def limit_of(schema: str, characters: int) -> Limit:
    """The limit of a schema; `characters` is what Apprise knows of it, used where nobody measured bytes."""
    return _LIMITS.get(schema, Limit(characters, len))
