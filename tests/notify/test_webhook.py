import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from model.errors import DeliveryPermanentError, DeliveryTemporaryError, DeliveryUnknownError
from notify.compose import compose
from notify.registry import open_channel
from tests.notify.far_ends import NOW, Answer, reach_to, told

MESSAGE = compose("8f1c-key", [told(1), told(2)])


def send(url, reach):
    return open_channel(url, reach).send(MESSAGE, NOW)


def test_a_message_arrives_as_json_with_its_key(receiver, reach):
    receipt = send(f"http://{receiver.place}/hook?team=1", reach)
    (request,) = receiver.received
    assert request.json == MESSAGE.data
    assert request.path == "/hook?team=1"
    assert request.headers["idempotency-key"] == request.headers["webhook-id"] == "8f1c-key"
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert "webhook-signature" not in request.headers
    assert (receipt.status, receipt.body) == (200, "ok")


@pytest.mark.parametrize(("secret", "key"), [("whsec_c2VjcmV0IGtleQ==", b"secret key"), ("秘密", "秘密".encode())])
def test_a_signature_can_be_checked_by_the_receiver(receiver, reach, secret, key):
    send(f"http://{receiver.place}/hook#secret={secret}", reach)
    (request,) = receiver.received
    signed = f"8f1c-key.{request.headers['webhook-timestamp']}.".encode() + request.body
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{wanted}"
    assert request.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert "#" not in request.path
    assert secret.encode() not in request.body


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_an_answer_that_says_yes_is_a_receipt(receiver, reach, status):
    receiver.plan = [Answer(status, b"" if status == 204 else b"yes")]
    assert send(f"http://{receiver.place}/", reach).status == status


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_service_in_trouble_is_tried_later(receiver, reach, status):
    receiver.plan = [Answer(status, b"later", {"Retry-After": "90"})]
    with pytest.raises(DeliveryTemporaryError) as caught:
        send(f"http://{receiver.place}/", reach)
    assert (caught.value.status, caught.value.body, caught.value.retry_after) == (status, "later", 90)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413])
def test_a_service_that_refuses_is_not_asked_again(receiver, reach, status):
    receiver.plan = [Answer(status, b"no such hook")]
    with pytest.raises(DeliveryPermanentError, match=f"对方回答 {status}") as caught:
        send(f"http://{receiver.place}/", reach)
    assert caught.value.body == "no such hook"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_with_the_message(receiver, reach, status):
    receiver.plan = [Answer(status, b"", {"Location": "/elsewhere"})]
    with pytest.raises(DeliveryPermanentError, match="转到另一个地址"):
        send(f"http://{receiver.place}/hook", reach)
    assert [request.path for request in receiver.received] == ["/hook"]


def test_silence_after_sending_is_unknown(receiver, tmp_path):
    receiver.plan = [Answer(wait=2)]
    with pytest.raises(DeliveryUnknownError, match="回答未收到"):
        send(f"http://{receiver.place}/", reach_to(tmp_path, receiver.place, timeout=0.5))
    assert len(receiver.received) == 1


def test_a_connection_that_breaks_after_sending_is_unknown(receiver, reach):
    receiver.plan = [Answer(cut=True)]
    with pytest.raises(DeliveryUnknownError):
        send(f"http://{receiver.place}/", reach)
    assert len(receiver.received) == 1


def test_a_host_that_is_not_there_is_tried_later(tmp_path):
    with pytest.raises(DeliveryTemporaryError) as caught:
        send("http://127.0.0.1:9/", reach_to(tmp_path, "127.0.0.1:9"))
    assert caught.value.code == "unreachable"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_no_webhook_reaches_this_machine_by_any_name(receiver, tmp_path, host):
    port = receiver.place.rpartition(":")[2]
    with pytest.raises(DeliveryPermanentError, match="private"):
        send(f"http://{host}:{port}/", reach_to(tmp_path))
    assert receiver.received == []


@pytest.mark.parametrize(
    ("expect", "body", "code"),
    [
        ("errcode:0", b'{"errcode":0}', "0"),
        ("status.ok:true", b'{"status":{"ok":true}}', "true"),
        ("m:OK", b'{"m":"OK"}', "OK"),
    ],
)
def test_a_body_that_says_yes_is_a_receipt(receiver, reach, expect, body, code):
    receiver.plan = [Answer(200, body)]
    assert send(f"http://{receiver.place}/#expect={expect}", reach).code == code


def test_a_body_that_says_no_inside_a_200_is_no_receipt(receiver, reach):
    receiver.plan = [Answer(200, b'{"errcode":45009,"errmsg":"api freq out of limit"}')]
    with pytest.raises(DeliveryTemporaryError) as caught:
        send(f"http://{receiver.place}/#expect=errcode:0", reach)
    assert (caught.value.status, caught.value.code) == (200, "45009")
    assert "freq" in caught.value.body


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"other":0}', b'{"errcode":', b"[" * 100_000])
def test_a_body_that_cannot_be_read_is_unknown(receiver, reach, body):
    receiver.plan = [Answer(200, body)]
    with pytest.raises(DeliveryUnknownError, match="errcode"):
        send(f"http://{receiver.place}/#expect=errcode:0", reach)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://a.example/#colour=red", "colour 不认识"),
        ("https://a.example/#expect=errcode", "路径:值"),
        ("https://a.example/#secret=whsec_%", "不是 base64"),
        ("https:///hook", "没有主机名"),
    ],
)
def test_a_wrong_address_says_what_is_wrong_with_it(tmp_path: Path, url, said):
    with pytest.raises(DeliveryPermanentError, match=said):
        open_channel(url, reach_to(tmp_path))


def test_webhook_stands_for_https(tmp_path):
    assert open_channel("webhook://a.example/x", reach_to(tmp_path)).url == "https://a.example/x"


def test_a_secret_is_not_in_the_channels_picture_of_itself(tmp_path):
    assert "k3y" not in repr(open_channel("https://a.example/k3y#secret=k3y", reach_to(tmp_path)))


def test_a_huge_answer_is_cut(receiver, reach):
    receiver.plan = [Answer(200, b"x" * 3_000_000)]
    assert len(send(f"http://{receiver.place}/", reach).body) == 500


def test_the_data_is_json_with_chinese_as_itself(receiver, reach):
    send(f"http://{receiver.place}/", reach)
    assert "知识产权强国".encode() in receiver.received[0].body
    assert json.loads(receiver.received[0].body)["delivery"] == "8f1c-key"
