"""A push service of the tests' own: real TLS under an authority made here, a real browser's keys, answers as told."""

import asyncio
import json
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import http_ece
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

HOST = "push.example.test"


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


def certificates(folder):
    """An authority and a certificate for HOST; paths of the authority's, and of chain and key."""
    now, authority, own = (
        datetime.now(UTC),
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "an authority of the tests")])

    def signed(subject, key, *extensions):
        builder = x509.CertificateBuilder(name, subject, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(authority, hashes.SHA256())

    (folder / "ca.pem").write_bytes(
        signed(name, authority, x509.BasicConstraints(ca=True, path_length=None)).public_bytes(Encoding.PEM)
    )
    names = x509.SubjectAlternativeName([x509.DNSName(HOST)])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    (folder / "own.pem").write_bytes(signed(subject, own, names).public_bytes(Encoding.PEM))
    (folder / "own.key").write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "ca.pem", folder / "own.pem", folder / "own.key"


class Browser:
    """Its keys; what was sent to it opens here and nowhere else."""

    def __init__(self):
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._auth = b"0123456789abcdef"

    def key(self, endpoint):
        public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": endpoint, "p256dh": b64(public), "auth": b64(self._auth)}

    def opens(self, body):
        plain = http_ece.decrypt(body, private_key=self._key, auth_secret=self._auth, version="aes128gcm")
        return json.loads(plain)


class PushService:
    """``status`` is what it answers; ``got`` are (path, headers, body)."""

    def __init__(self, folder):
        self.authority, *self._own = certificates(folder)
        self.status, self.location, self.got = 201, None, []

    async def start(self):
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*self._own)
        self._server = await asyncio.start_server(self._heard, "127.0.0.1", 0, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    @property
    def url(self):
        return f"https://{HOST}:{self.port}/send/abc"

    def trusted(self):
        return ssl.create_default_context(cafile=str(self.authority))

    async def _heard(self, reader, writer):
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        body = await reader.readexactly(int(headers["Content-Length"]))
        self.got.append((first.split(" ")[1], headers, body))
        where = f"Location: {self.location}\r\n" if self.location else ""
        writer.write(f"HTTP/1.1 {self.status} So\r\n{where}Content-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async def stop(self):
        self._server.close()


def b64(some):
    return urlsafe_b64encode(some).decode().rstrip("=")


def claims(headers):
    """What the house says of itself in the token it signed, without checking the signature."""
    token = headers["Authorization"].partition("t=")[2].partition(",")[0].split(".")[1]
    return json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
