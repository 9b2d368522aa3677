"""Letters leave by SMTP: encrypted, with a short patience, and with a word for why one could not."""

from email.message import EmailMessage

from services.post.letter import Letter
from services.post.settings import PostSettings
from services.post.writing import written

PATIENCE = 10.0
REFUSED = 500


class NotSent(Exception):
    """``reason`` is a code that may be told; ``final``: trying again changes nothing."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final = reason, final


class Mailer:
    """``address`` is the house's own, for the one link of a letter."""

    def __init__(self, settings: PostSettings, address: str) -> None:
        self._settings = settings
        self._address = address

    @property
    def leaves(self) -> bool:
        return self._settings.leaves

    async def send(self, letter: Letter) -> None:
        """Returns when the next server has taken it. Raises NotSent; nothing of the letter is in its text."""
        if not self.leaves:
            raise NotSent("no-way-out")
        message = written(letter, self._settings.smtp_from, self._address)
        await self._hand_over(message, letter.to)

    async def _hand_over(self, message: EmailMessage, to: str) -> None:
        import aiosmtplib  # lazy: a start needs no letter

        it = self._settings
        try:
            await aiosmtplib.send(
                message, sender=it.smtp_from, recipients=[to], hostname=it.smtp_host, port=it.smtp_port,
                username=it.smtp_user or None, password=it.smtp_password.get_secret_value() or None,
                use_tls=it.smtp_tls == "tls", start_tls=it.smtp_tls == "starttls", timeout=PATIENCE,
            )  # fmt: skip
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise NotSent("address", final=any(each.code >= REFUSED for each in error.recipients)) from None
        except aiosmtplib.SMTPResponseException as error:
            raise NotSent("refused", final=error.code >= REFUSED) from None
        except (aiosmtplib.SMTPException, OSError, ValueError):
            raise NotSent("unreachable") from None
