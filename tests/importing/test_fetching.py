import datetime
import gzip
import itertools
import ssl
import time
import zlib
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from annotate.importing.fetching import FetchedPage, check_url, fetch
from annotate.importing.public_network import FetchError, is_public
from tests.importing.local_server import Server, answer, serving

HOST = "news.example"
PAGE = b"<p>It rained."


def everything(address) -> bool:
    return True


def fetched(server: Server, path: str = "/", scheme: str = "http", **options) -> FetchedPage:
    """Fetch from the server by a name that resolves to its address."""
    options = {"is_allowed": everything, "resolver": lambda name: ["127.0.0.1"], "seconds": 10} | options
    return fetch(f"{scheme}://{HOST}:{server.port}{path}", ports=[server.port], **options)


def refused(sentence: str):
    return pytest.raises(FetchError, match=sentence)


def always(raw: bytes):
    return lambda request: iter([raw])


def test_a_page_is_fetched_with_its_type_and_charset():
    with serving(always(answer(PAGE, Content_Type="Text/HTML; charset=ISO-8859-1"))) as server:
        found = fetched(server, "/a?b=c#d")
    assert found == FetchedPage(PAGE, f"http://{HOST}:{server.port}/a?b=c", "text/html", "iso-8859-1")
    assert server.requests[0].startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert f"host: {HOST}:{server.port}\r\n".encode() in server.requests[0].lower()


def test_a_packed_page_is_unpacked():
    with serving(always(answer(gzip.compress(PAGE), Content_Encoding="gzip"))) as server:
        assert fetched(server).raw == PAGE


def test_a_page_in_chunks_is_joined():
    head = answer(b"", Transfer_Encoding="chunked", Content_Length="")
    with serving(lambda request: iter([head, b"3\r\n<p>\r\n", b"2\r\nIt\r\n", b"0\r\n\r\n"])) as server:
        assert fetched(server).raw == b"<p>It"


def test_urls_with_letters_beyond_ascii_are_encoded():
    parts = check_url("https://zürich.example/straße?q=ü")
    assert parts.geturl() == "https://xn--zrich-kva.example/stra%C3%9Fe?q=%C3%BC"


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 "
    "240.0.0.1 192.0.2.1 198.18.0.1 192.88.99.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 2001:db8::1 "
    "3fff::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::808:808 2002:7f00:1:: "
    "100::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 192.0.0.192 168.63.129.16 ::ffff:168.63.129.16 64:ff9b::c000:c0 "
    "192.31.196.1 192.52.193.1 192.175.48.1 198.51.100.1 203.0.113.1 2620:4f:8000::1 2001:2::1 2001:1ff:ffff::1 "
    "5f00::1 100:0:0:1::1".split(),
)
def test_no_address_of_a_private_or_reserved_network_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost 10.0.0.1 169.254.169.254 [::1] [::ffff:127.0.0.1] [fe80::1] 0.0.0.0 0 2130706433 0x7f000001 "
    "0177.0.0.1 127.1 １２７.０.０.１ 127.0.0.1. 100.64.0.1".split(),
)
def test_no_private_address_is_fetched_however_it_is_spelled(host):
    with refused(r"in a private network|no site"):
        fetch(f"http://{host}/", seconds=10)


def test_a_server_on_loopback_gets_no_request():
    with serving(always(answer())) as server, refused("in a private network"):
        fetched(server, is_allowed=is_public)
    assert server.requests == []


def test_a_name_with_one_private_address_is_refused():
    with refused(r"news\.example is in a private network"):
        fetch(f"https://{HOST}/", resolver=lambda name: ["8.8.8.8", "10.0.0.1"])


def test_a_redirect_into_a_private_network_is_refused():
    names = {HOST: ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
    redirect = answer(b"", "302 Found", Location="http://inside.example:{port}/")
    with serving(always(redirect)) as server, refused(r"inside\.example is in a private network"):
        fetched(server, resolver=names.__getitem__, is_allowed=lambda address: str(address) == "127.0.0.1")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "http://x.example:22/"]
)
def test_a_redirect_to_another_scheme_or_port_is_refused(location):
    with (
        serving(always(answer(b"", "302 Found", Location=location))) as server,
        refused(r"begin with http|isn't a web port"),
    ):
        fetched(server)


@pytest.mark.parametrize("location", ["http://[", "//[::1", "http://x.example:99999/", "/" + "x" * 2_001])
def test_a_redirect_to_what_is_no_address_is_refused(location):
    with (
        serving(always(answer(b"", "302 Found", Location=location))) as server,
        refused("redirects to an address that is not valid"),
    ):
        fetched(server)


def test_a_name_is_resolved_once_and_the_checked_address_is_used():
    """A name that resolves differently a moment later (rebinding) cannot redirect the connection."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with serving(always(answer(PAGE))) as server:
        found = fetched(server, resolver=lambda name: next(answers), is_allowed=lambda each: str(each) == "127.0.0.1")
    assert found.raw == PAGE
    assert next(answers) == ["127.0.0.2"]


def test_a_name_is_checked_again_for_each_redirect():
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    with serving(always(answer(b"", "302 Found", Location="/next"))) as server, refused("in a private network"):
        fetched(server, resolver=lambda name: next(answers), is_allowed=lambda each: str(each) == "127.0.0.1")
    assert len(server.requests) == 1


def test_the_address_that_answers_is_checked_again():
    allowed = iter([True, False])
    with serving(always(answer())) as server, refused("in a private network"):
        fetched(server, is_allowed=lambda address: next(allowed))
    assert b"".join(server.requests) == b""


def test_redirects_are_followed_and_the_last_url_is_returned():
    def respond(request: bytes) -> Iterator[bytes]:
        first = request.startswith(b"GET /first ")
        yield answer(b"", "301 Moved Permanently", Location="../then?x=1") if first else answer(PAGE)

    with serving(respond) as server:
        assert fetched(server, "/first").url == f"http://{HOST}:{server.port}/then?x=1"


def test_endless_redirects_are_refused():
    with serving(always(answer(b"", "302 Found", Location="/"))) as server, refused("more than 5 times"):
        fetched(server)
    assert len(server.requests) == 6


def test_a_names_next_address_is_tried_if_the_first_does_not_answer():
    with serving(always(answer(PAGE))) as server:
        assert fetched(server, resolver=lambda name: ["127.0.0.3", "127.0.0.1"]).raw == PAGE


def drip(*pieces: bytes):
    """Send the first piece, then the last one again and again, slowly and without end."""

    def respond(request: bytes) -> Iterator[bytes]:
        yield pieces[0]
        while True:
            time.sleep(0.1)
            yield pieces[-1]

    return respond


@pytest.mark.parametrize(
    "pieces", [(b"HTTP/1.1 200 OK\r\nA: ", b"a"), (answer(b"", Content_Length="9999"), b"x"), (b"", b"")]
)
def test_a_trickling_server_is_cut_off_at_the_deadline(pieces):
    with serving(drip(*pieces)) as server, refused("did not answer in time"):
        fetched(server, seconds=0.6)


def test_slow_name_resolution_ends_at_the_deadline():
    with refused("did not answer in time"):
        fetch(f"http://{HOST}/", resolver=lambda name: time.sleep(2), seconds=0.1)


def test_an_endless_body_is_refused():
    head = answer(b"", Content_Length="")
    with (
        serving(lambda request: itertools.chain([head], itertools.repeat(b"x" * 65536))) as server,
        refused("more than 1,000,000 bytes"),
    ):
        fetched(server, largest=1_000_000)


def test_a_packed_bomb_is_refused_before_it_is_unpacked():
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(200)) + packer.flush()
    assert len(bomb) < 1_000_000
    with serving(always(answer(bomb, Content_Encoding="gzip"))) as server, refused("more than 1,000,000 bytes"):
        fetched(server, largest=1_000_000)


@pytest.mark.parametrize(
    "raw, sentence",
    [
        (answer(b"not gzip", Content_Encoding="gzip"), "arrived damaged"),
        (answer(gzip.compress(PAGE)[:-5], Content_Encoding="gzip"), "is incomplete"),
        (answer(PAGE, Content_Encoding="br"), "in an unsupported way"),
        (answer(PAGE, Content_Type="image/png"), "image/png"),
        (answer(PAGE, Content_Type="application/zip"), "application/zip"),
        (answer(PAGE, "403 Forbidden"), "does not show this page to programs"),
        (answer(PAGE, "404 Not Found"), "no such page"),
        (answer(PAGE, "503 Service Unavailable"), "Try again later"),
        (answer(PAGE, "204 No Content", Content_Length=""), "204 instead of a page"),
        (answer(PAGE, Content_Length="9999"), "not valid HTTP|is incomplete|could not reach"),
        (b"SSH-2.0-OpenSSH\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"a" * 500_000, "not valid HTTP"),
        (b"", "not valid HTTP|could not reach"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_response_that_is_not_an_articles_page_is_refused(raw, sentence):
    with serving(always(raw)) as server, refused(sentence):
        fetched(server)


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("file:///etc/passwd", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("news.example/a", "begin with http"),
        ("http:///a", "begin with http"),
        ("http://news.example:8080/", r"Port 8080 isn't a web port"),
        ("https://news.example:99999/", "not a URL"),
        ("https://[::1/", "not a URL"),
        ("https://user:secret@news.example/", "user name or password"),
        ("https://" + "ü" * 80 + ".example/", "no valid host name"),
    ],
)
def test_an_invalid_url_is_refused_before_anything_is_resolved(url, sentence):
    def resolver(name):
        raise AssertionError("was resolved")

    with refused(sentence):
        fetch(url, resolver=resolver)


def test_an_unknown_name_is_refused():
    with refused(r"no site called news\.example"):
        fetch(f"https://{HOST}/", resolver=lambda name: [])


def test_a_closed_port_is_refused():
    with serving(always(b"")) as server:
        pass
    with refused("could not reach"):
        fetched(server)


@pytest.fixture(scope="module")
def certified(tmp_path_factory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's and a client's TLS context for a certificate for news.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    today = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(certificate + secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


def test_a_certificate_is_checked_for_the_name_not_the_address(certified):
    with serving(always(answer(PAGE)), tls=certified[0]) as server:
        assert fetched(server, scheme="https", tls=certified[1]).raw == PAGE


def test_a_certificate_for_another_name_is_refused(certified):
    with serving(always(answer(PAGE)), tls=certified[0]) as server, refused("certificate is not valid for its name"):
        fetch(
            f"https://other.example:{server.port}/",
            is_allowed=everything,
            resolver=lambda name: ["127.0.0.1"],
            ports=[server.port],
            tls=certified[1],
        )
    assert server.requests == []


def test_an_untrusted_certificate_is_refused(certified):
    with serving(always(answer(PAGE)), tls=certified[0]) as server, refused("certificate is not valid"):
        fetched(server, scheme="https")


def test_a_hanging_handshake_ends_at_the_deadline():
    with serving(drip(b"", b"")) as server, refused("did not answer in time"):
        fetched(server, scheme="https", seconds=0.3)
