"""The command edge of a service: what a web node asks comes in, and answers of a batch leave together."""

import structlog
from faststream import FastStream
from faststream.nats import NatsBroker
from faststream.security import SASLPlaintext
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from services.kernel import courier, telemetry
from services.kernel.desk import Desk
from services.kernel.leaving import leaves
from services.kernel.letters import Answer
from services.kernel.receiving import Sink, fields, sinks
from services.kernel.sending import message, plain, send
from services.kernel.settings import Settings

log = structlog.get_logger(__name__)
# Any service could have the server deliver bytes to this door as the "reply" to a read of its own.
FROM_THE_WEB = f"{courier.inbox('frontend')}."
WEB = FROM_THE_WEB.encode()


def edge(name: str, settings: Settings, desk: Desk) -> FastStream:
    """Raw bytes come in, because a typed handler never sees a malformed message at all.

    FastStream connects, subscribes, describes and ends it; its pipeline for each message, half of what a command
    cost (ADR 0037), is passed by.
    """
    broker = connected(name, settings)
    door = broker.subscriber(f"casa.commands.{name}.>", no_reply=True)
    app = FastStream(broker, logger=None)

    take = taking(name, desk)

    async def heard(said: Msg) -> None:
        """What comes before the way past the pipeline is laid."""
        take(said.subject.encode(), said.reply.encode(), said.data, None)

    door(heard)
    door.consume = heard  # type: ignore[method-assign,assignment]

    @app.after_startup
    async def straight() -> None:
        leaves(broker._connection)
        sinks(broker._connection)[door.subscription._id] = take  # type: ignore[union-attr]

    return app


def taking(name: str, desk: Desk) -> Sink:
    def take(subject: bytes, reply: bytes, data: bytes, headers: bytes | None) -> None:
        if not reply.startswith(WEB):
            log.warning("a command that no web node sent", context=name)
            return
        try:
            to, whither = plain(reply), plain(subject)
        except ValueError:  # nothing may be raised here, nor one such address spoil the answers of a batch
            log.warning("a command from an odd address", context=name)
            return
        trace = telemetry.heard_of(fields(headers)) if headers else ""
        desk.hear(whither, data, to, trace)

    return take


def connected(name: str, settings: Settings) -> NatsBroker:
    options = courier.connection(name, settings.nats_password or courier.kept_password(settings, name))
    security = SASLPlaintext(username=options.pop("user"), password=options.pop("password"))
    return NatsBroker(settings.couriers, security=security, logger=None, apply_types=False, **options)


async def sent(client: Client, answers: list[Answer]) -> None:
    """An answer that cannot be sent is asked for again under the same id."""
    try:
        await send(client, [message(to, body) for to, body in answers])
    except (NatsError, OSError) as error:
        log.warning("answers not sent", answers=len(answers), error=type(error).__name__)
