import email
import logging
import re
from dataclasses import replace
from email.policy import default as modern
from pathlib import Path

import apprise
import pytest

from model.article import Picture
from model.errors import DeliveryPermanentError, DeliveryTemporaryError, DeliveryUnknownError
from notify import schemas
from notify.compose import compose
from notify.registry import by_scheme, open_channel
from tests.notify.far_ends import NOW, Answer, reach_to, told

MESSAGE = compose("8f1c-key", [told(1), told(2)])


def send(url, reach, message=MESSAGE):
    return open_channel(url, reach).send(message, NOW)


def test_a_message_goes_out_with_title_and_text(receiver, reach):
    assert send(f"json://{receiver.place}/x", reach).body == "JSON 已接收"
    (request,) = receiver.received
    assert request.json["title"] == MESSAGE.title
    assert request.json["message"].strip() == MESSAGE.text.strip()


@pytest.mark.parametrize(("status", "error"), [(401, DeliveryPermanentError), (404, DeliveryPermanentError), (302, DeliveryPermanentError), (429, DeliveryTemporaryError), (503, DeliveryTemporaryError)])  # fmt: skip
def test_a_status_decides_whether_it_is_tried_again(receiver, reach, status, error):
    receiver.default = Answer(status, b"", {"Location": "/z"} if status == 302 else {})
    with pytest.raises(error) as caught:
        send(f"json://{receiver.place}/x", reach)
    assert caught.value.status == status
    assert len(receiver.received) == 1


def test_a_broken_connection_is_tried_later(receiver, reach):
    receiver.plan = [Answer(cut=True)]
    with pytest.raises(DeliveryTemporaryError):
        send(f"json://{receiver.place}/x", reach)


def test_silence_after_sending_is_unknown(receiver, tmp_path):
    receiver.plan = [Answer(wait=1.5)]
    with pytest.raises(DeliveryUnknownError, match=r"0\.5 秒"):
        send(f"json://{receiver.place}/x", reach_to(tmp_path, receiver.place, timeout=0.5))


def test_an_address_cannot_ask_for_retries_redirects_or_forgiveness(receiver, reach):
    receiver.plan = [Answer(500), Answer(302, b"", {"Location": "/z"})]
    url = f"json://{receiver.place}/x?retry=5&wait=0&optional=yes&redirect=yes&rto=60"
    with pytest.raises(DeliveryTemporaryError):
        send(url, reach)
    with pytest.raises(DeliveryPermanentError):
        send(url, reach)
    assert len(receiver.received) == 2


@pytest.mark.parametrize("scheme", ["bark", "pushdeer"])
def test_a_service_whose_answer_is_not_read_is_never_said_to_have_taken_it(receiver, reach, scheme):
    receiver.default = Answer(200, b'{"code":400,"message":"failed to get device token"}')
    with pytest.raises(DeliveryUnknownError, match="读不到"):
        send(f"{scheme}://{receiver.place}/devicekey1234", reach)
    assert len(receiver.received) >= 1


@pytest.mark.parametrize(
    "url",
    [
        "json://127.0.0.1:{port}/x",
        "form://localhost:{port}/x",
        "xml://[::1]:{port}/x",
        "gotify://localhost:{port}/AAAAAAAAAAAAAAA",
        "ntfy://127.0.0.1:{port}/topic",
        "mmost://127.0.0.1:{port}/3ccdd113474722377935511fc85d3dd4",
        "mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example",
        "mailto://u:p@mail.example?smtp=127.0.0.1&port={port}&from=a@b.example&to=c@d.example",
        "json://169.254.169.254/latest",
        "bark://127.0.0.1:{port}/devicekey1234",
        "synology://127.0.0.1:{port}/token",
        "hassio://127.0.0.1:{port}/abcdefghijklmnop",
    ],
)
def test_no_service_on_this_machine_is_reached(receiver, tmp_path, url):
    with pytest.raises(DeliveryPermanentError, match="内网"):
        send(url.format(port=receiver.place.rpartition(":")[2]), reach_to(tmp_path))
    assert receiver.received == []


def test_a_host_without_a_name_is_tried_later(tmp_path):
    with pytest.raises(DeliveryTemporaryError, match="连不上"):
        send("json://no-such-host.invalid/x", reach_to(tmp_path))


@pytest.mark.parametrize(
    "url", ["syslog://", "dbus://", "rsyslog://a.example", "windows://", "macosx://", "apprise://a.example/t", "irc://a.example/c", "mqtt://a.example/t", "python://x", "exec:///bin/sh", "no-colon", ""]
)  # fmt: skip
def test_what_is_not_on_the_list_is_refused(tmp_path, url):
    with pytest.raises(DeliveryPermanentError, match="没有通道认识"):
        open_channel(url, reach_to(tmp_path))


@pytest.mark.parametrize(
    "url",
    [
        "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js?template=/etc/passwd",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ?template=http://169.254.169.254/",
        "mailto://u:p@a.example?pgppub=file:///etc/passwd",
        "ntfy://topic?attach=http://10.0.0.1/x",
        "ntfy://topic?ATTACH=x",
    ],
)
def test_an_address_cannot_make_us_read_files_or_other_places(tmp_path, url):
    with pytest.raises(DeliveryPermanentError, match="不能用"):
        open_channel(url, reach_to(tmp_path))


def test_a_service_of_its_own_address_is_not_asked_of_the_guard(tmp_path):
    channel = open_channel("ntfy://topic?mode=cloud", reach_to(tmp_path))
    channel._check_target()


def test_the_name_that_is_taken_for_wecom_is_explained(tmp_path):
    with pytest.raises(DeliveryPermanentError, match="wecombot"):
        open_channel("wecom://token", reach_to(tmp_path))


@pytest.mark.parametrize("url", ["tgram://x", "wecombot://", "mailto://", "json://"])
def test_an_address_that_cannot_be_read_says_so(tmp_path, url):
    with pytest.raises(DeliveryPermanentError, match="读不懂"):
        open_channel(url, reach_to(tmp_path))


def test_long_messages_are_numbered_pieces_within_the_limit(receiver, reach):
    message = compose("k", [told(n) for n in range(15)])
    send(f"ntfy://{receiver.place}/topic", reach, message)
    bodies = [request.json["message"] for request in receiver.received]
    assert len(bodies) > 1
    assert all(len(body.encode()) + len(message.title.encode()) <= 4096 for body in bodies)
    assert [body.partition("\n")[0] for body in bodies] == [f"（{n}/{len(bodies)}）" for n in range(1, len(bodies) + 1)]
    assert all(sum(f"/{n}.html" in body for body in bodies) == 1 for n in range(15))


def test_a_text_cannot_call_everybody(tmp_path):
    channel = open_channel("feishu://abcdefgh", reach_to(tmp_path))
    pieces = channel._pieces(compose("k", [told(title='<at user_id="all">所有人</at>')]))
    assert "<at" not in "".join(pieces)


def test_a_mail_arrives_with_both_parts_and_our_key(mail, tmp_path):
    mailbox, place = mail
    send(f"mailto://{place}?from=bao@shao.example&to=reader@example.org", reach_to(tmp_path, place))
    (envelope,) = mailbox.mails
    parsed = email.message_from_bytes(envelope.content, policy=modern)
    assert parsed["Subject"] == MESSAGE.title
    assert parsed["X-Baoshao-Delivery"] == "8f1c-key"
    assert {part.get_content_type() for part in parsed.walk()} >= {"text/plain", "text/html"}
    assert "知识产权强国" in parsed.get_body(("html",)).get_content()
    assert "https://paper.example/1.html" in parsed.get_body(("html",)).get_content()
    assert "知识产权强国" in parsed.get_body(("plain",)).get_content()


def test_a_mail_carries_the_clippings_of_its_articles(mail, tmp_path):
    mailbox, place = mail
    message = replace(MESSAGE, pictures=(Picture("a" * 40 + ".png", b"\x89PNG\r\n\x1a\n of an article"),))
    send(f"mailto://{place}?from=bao@shao.example&to=reader@example.org", reach_to(tmp_path, place), message)
    (envelope,) = mailbox.mails
    parsed = email.message_from_bytes(envelope.content, policy=modern)
    (attached,) = list(parsed.iter_attachments())
    assert (attached.get_filename(), attached.get_content_type()) == ("a" * 40 + ".png", "image/png")
    assert attached.get_content() == b"\x89PNG\r\n\x1a\n of an article"


def test_a_title_adds_no_header_to_a_mail(mail, tmp_path):
    mailbox, place = mail
    message = compose("k", [told(title="一\r\nBcc: all@example.org\r\n\r\n正文")])
    send(f"mailto://{place}?from=bao@shao.example&to=reader@example.org", reach_to(tmp_path, place), message)
    (envelope,) = mailbox.mails
    assert email.message_from_bytes(envelope.content)["Bcc"] is None
    assert envelope.rcpt_tos == ["reader@example.org"]


def test_a_mail_server_that_refuses_is_no_receipt(mail, tmp_path):
    mailbox, place = mail
    mailbox.refuse = "451 try later"
    with pytest.raises(DeliveryTemporaryError):
        send(f"mailto://{place}?from=bao@shao.example&to=reader@example.org", reach_to(tmp_path, place))


def test_apprise_writes_no_secret_into_any_log(receiver, reach, caplog):
    caplog.set_level(logging.DEBUG)
    receiver.default = Answer(500)
    with pytest.raises(DeliveryTemporaryError):
        send(f"gotify://{receiver.place}/AAAAAAAAAAAAsecret", reach)
    with pytest.raises(DeliveryPermanentError):
        open_channel("tgram://s3cr3t-that-is-wrong", reach)
    assert not re.search("secret|s3cr3t", caplog.text)


def test_every_schema_of_the_list_is_one_that_apprise_has():
    manager = apprise.NotificationManager()
    manager.load_modules()
    assert set(manager.schemas()) >= schemas.FIXED | schemas.HOSTED
    assert not schemas.FIXED & schemas.HOSTED
    assert schemas.FIXED | schemas.HOSTED > schemas.UNREADABLE


def test_services_with_an_address_of_their_own_never_take_one_from_the_subscriber():
    manager = apprise.NotificationManager()
    manager.load_modules()
    named = {"wechat", "mailgun", "smtp2go", "sparkpost"}  # {host} is an agent's number or the sender's domain there
    hosts = {s for s in schemas.FIXED if any("{host}" in template for template in manager[s].templates)}
    assert hosts == named


def test_every_channel_scheme_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "channels.md").read_text(encoding="utf-8")
    assert [scheme for scheme in by_scheme() if f"`{scheme}`" not in page] == []
