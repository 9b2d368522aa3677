"""Push endpoints (PROMISES item 107): whatever leads inwards is refused when it is saved and when it is sent to."""

import socket

import pytest

from services.post.carrying import Carrier, NotCarried
from services.post.public import public
from services.post.reach import Forbidden, Reach, resolved
from services.post.service import Post
from services.post.settings import PostSettings
from tests.services.post.push_service import HOST, PushService

INWARDS = [
    "http://169.254.169.254/",
    "http://fcm.googleapis.com/send/a",
    "https://127.0.0.1:8222/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://localhost/",
    "https://10.0.0.8/",
    "https://nats:4222/",
    "https://fcm.googleapis.com:4222/send/a",
    "https://fcm.googleapis.com.example.org/send/a",
    "https://example.org/fcm.googleapis.com",
    "https://fcm.googleapis.com@127.0.0.1/",
    "https://user:word@fcm.googleapis.com/send/a",
    "https://fcm.googleapis.com#@127.0.0.1/",
    "https://fcm.googleapis.com\\@127.0.0.1/",
    "https://fcm.googleapis.com/send/a\r\nX: y",
    "https://fcm.googleapis.com./send/a",
    "https://FCM.googleapis.com/send/a",
    "https://evilpush.apple.com/a",
    "https:/fcm.googleapis.com/a",
    "file:///etc/passwd",
    "",
]
PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "not an address",
]  # fmt: skip
OUTSIDE = "8.8.8.8"
HOSTS = PostSettings().push_hosts


def answering(*answers):
    """A resolver that says these things, one each time it is asked, the last one for ever."""
    left = list(answers)

    async def resolve(host, port):
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


@pytest.mark.parametrize("url", INWARDS)
async def test_only_the_push_services_of_browsers_are_spoken_to(url):
    carrier = Carrier(Reach(HOSTS, answering([OUTSIDE])))

    with pytest.raises(Forbidden):
        await carrier.reach.check(url)
    with pytest.raises(Forbidden):
        await carrier.send(url, {}, b"x")


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def-_",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc%3d",
    ],
)
async def test_those_of_the_browsers_are(url):
    assert (await Reach(HOSTS, answering([OUTSIDE])).check(url)).port == 443


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_name_that_leads_inwards_is_refused(address):
    assert not public(address)
    with pytest.raises(Forbidden):
        await Reach(HOSTS, answering([OUTSIDE, address])).check("https://fcm.googleapis.com/send/a")


async def test_a_name_that_turns_private_after_it_was_saved_is_not_sent_to():
    carrier = Carrier(Reach(HOSTS, answering([OUTSIDE], ["127.0.0.1"])))
    await carrier.reach.check("https://fcm.googleapis.com/send/a")

    with pytest.raises(Forbidden):
        await carrier.send("https://fcm.googleapis.com/send/a", {}, b"x")


async def test_what_was_checked_is_what_is_connected_to(monkeypatch):
    """The name is looked up once; the connection goes to that very address, never to the name again."""
    asked = []

    async def connect(host, port, **options):
        asked.append((host, port, options["server_hostname"]))
        raise ConnectionRefusedError

    monkeypatch.setattr("asyncio.open_connection", connect)
    with pytest.raises(NotCarried):
        await Carrier(Reach(HOSTS, answering([OUTSIDE], ["127.0.0.1"]))).send(
            "https://fcm.googleapis.com/a", {}, b"x"
        )

    assert asked == [(OUTSIDE, 443, "fcm.googleapis.com")]


@pytest.fixture(scope="module")
async def service(tmp_path_factory):
    service = await PushService(tmp_path_factory.mktemp("tls")).start()
    yield service
    await service.stop()


@pytest.fixture(autouse=True)
def afresh(request):
    yield
    if "service" in request.fixturenames:
        service = request.getfixturevalue("service")
        service.status, service.location = 201, None
        service.got.clear()


def open_to(service, **more):
    return Reach(HOSTS, answering(["127.0.0.1"]), also=frozenset({(HOST, service.port)}), **more)


async def test_a_redirect_inwards_is_followed_by_nobody(service):
    service.status, service.location = 302, "https://127.0.0.1:8222/"

    assert await Carrier(open_to(service), service.trusted()).send(service.url, {}, b"x") == 302
    assert len(service.got) == 1


async def test_a_certificate_of_somebody_else_ends_it(service):
    with pytest.raises(NotCarried):
        await Carrier(open_to(service)).send(service.url, {}, b"x")
    assert service.got == []


async def test_what_is_larger_than_a_notice_does_not_leave(service):
    with pytest.raises(Forbidden):
        await Carrier(open_to(service), service.trusted()).send(service.url, {}, b"x" * 5000)


async def test_who_never_answers_holds_nobody_up(service, monkeypatch):
    monkeypatch.setattr("services.post.carrying.PATIENCE", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        reach = Reach(HOSTS, answering(["127.0.0.1"]), also=frozenset({(HOST, port)}))

        with pytest.raises(NotCarried):
            await Carrier(reach, service.trusted()).send(f"https://{HOST}:{port}/a", {}, b"x")


async def test_a_house_has_no_such_opening(service, monkeypatch):
    """No setting opens the way to this machine: what the tests use is given in code alone."""
    monkeypatch.setenv("CASA_PUSH_HOSTS", f'["{HOST}", "127.0.0.1", "localhost"]')
    reach = Post().carrier(PostSettings()).reach

    assert reach._also == frozenset()
    assert reach._resolve is resolved
    for url in (service.url, "https://127.0.0.1/", "https://localhost/"):
        with pytest.raises(Forbidden):
            await reach.check(url)
