"""The words that a letter says itself, in the languages that digest speaks.

A site in another language gets the English ones, marked as English. Patterns avoid
plurals, whose rules differ, and hold their values in braces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: languages, and scripts, that are written from right to left
RIGHT_TO_LEFT = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
    | {"arab", "hebr", "nkoo", "syrc", "thaa", "adlm", "rohg"}
)


def direction(language: str) -> str:
    """`rtl` or `ltr`, for a BCP 47 tag; its script goes before its language."""
    primary, *subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == len("Arab")), "")
    return "rtl" if (script or primary) in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a letter says in one language."""

    language: str
    months: tuple[str, ...]
    date: str
    issue: str
    reading_time: str
    read: str
    read_on_site: str
    read_on_the_web: str
    from_origin: str
    read_on: str
    also: str
    left_out: str
    reason: str
    unsubscribe: str
    preferences: str
    archive: str
    confirm_subject: str
    confirm_heading: str
    confirm_request: str
    confirm_button: str
    confirm_ignore: str

    def day(self, moment: datetime) -> str:
        """The date as people write it."""
        month = self.months[moment.month - 1]
        return self.date.format(day=moment.day, month=month, year=moment.year)


ENGLISH = Words(
    language="en",
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    date="{day} {month} {year}",
    issue="Issue {number}",
    reading_time="{minutes} min read",
    read="Read “{title}”",
    read_on_site="Read it on {site}",
    read_on_the_web="Read this issue on the web",
    from_origin="From {name}",
    read_on="Read on at {name}",
    also="Also in this issue",
    left_out="and {count} more on the web",
    reason="You get this letter because you subscribed to {newsletter}.",
    unsubscribe="Unsubscribe",
    preferences="Change your subscriptions",
    archive="All issues of {newsletter}",
    confirm_subject="Please confirm: {newsletter}",
    confirm_heading="Please confirm your subscription",
    confirm_request=(
        "Somebody, we hope it was you, asked us to send {newsletter} to this address. "
        "One click, and the next issue comes to you."
    ),
    confirm_button="Confirm my subscription",
    confirm_ignore=(
        "Was it not you? Then ignore this letter: "
        "without your confirmation nothing more will be sent."
    ),
)

GERMAN = Words(
    language="de",
    months=(
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
        *("August", "September", "Oktober", "November", "Dezember"),
    ),
    date="{day}. {month} {year}",
    issue="Ausgabe {number}",
    reading_time="{minutes} Min. Lesezeit",
    read="„{title}“ lesen",
    read_on_site="Bei {site} lesen",
    read_on_the_web="Diese Ausgabe im Web lesen",
    from_origin="Von {name}",
    read_on="Weiterlesen bei {name}",
    also="Außerdem in dieser Ausgabe",
    left_out="und {count} weitere im Web",
    reason="Sie erhalten diesen Brief, weil Sie {newsletter} abonniert haben.",
    unsubscribe="Abbestellen",
    preferences="Abonnements ändern",
    archive="Alle Ausgaben von {newsletter}",
    confirm_subject="Bitte bestätigen: {newsletter}",
    confirm_heading="Bitte bestätigen Sie Ihr Abonnement",
    confirm_request=(
        "Jemand, hoffentlich Sie, möchte {newsletter} an diese Adresse bekommen. "
        "Ein Klick, und die nächste Ausgabe kommt zu Ihnen."
    ),
    confirm_button="Abonnement bestätigen",
    confirm_ignore=(
        "Das waren nicht Sie? Dann beachten Sie diesen Brief nicht weiter: "
        "Ohne Ihre Bestätigung wird nichts mehr gesendet."
    ),
)

FRENCH = Words(
    language="fr",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
        *("août", "septembre", "octobre", "novembre", "décembre"),
    ),
    date="{day} {month} {year}",
    issue="Numéro {number}",
    reading_time="{minutes} min de lecture",
    read="Lire « {title} »",
    read_on_site="Lire sur {site}",
    read_on_the_web="Lire ce numéro sur le web",
    from_origin="Source : {name}",
    read_on="Lire la suite sur {name}",
    also="Aussi dans ce numéro",
    left_out="et {count} de plus sur le web",
    reason="Vous recevez cette lettre car vous êtes abonné à {newsletter}.",
    unsubscribe="Se désabonner",
    preferences="Modifier mes abonnements",
    archive="Tous les numéros de {newsletter}",
    confirm_subject="À confirmer : {newsletter}",
    confirm_heading="Confirmez votre abonnement",
    confirm_request=(
        "Quelqu’un, sans doute vous, souhaite recevoir {newsletter} à cette adresse. "
        "Un clic, et le prochain numéro arrive chez vous."
    ),
    confirm_button="Confirmer mon abonnement",
    confirm_ignore=(
        "Ce n’était pas vous ? Ignorez cette lettre : "
        "sans votre confirmation, rien d’autre ne sera envoyé."
    ),
)

SPANISH = Words(
    language="es",
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    date="{day} de {month} de {year}",
    issue="Número {number}",
    reading_time="{minutes} min de lectura",
    read="Leer «{title}»",
    read_on_site="Leer en {site}",
    read_on_the_web="Leer este número en la web",
    from_origin="De {name}",
    read_on="Seguir leyendo en {name}",
    also="También en este número",
    left_out="y {count} más en la web",
    reason="Recibe esta carta porque se suscribió a {newsletter}.",
    unsubscribe="Darse de baja",
    preferences="Cambiar mis suscripciones",
    archive="Todos los números de {newsletter}",
    confirm_subject="Por favor, confirme: {newsletter}",
    confirm_heading="Confirme su suscripción",
    confirm_request=(
        "Alguien, esperamos que usted, pidió recibir {newsletter} en esta dirección. "
        "Un clic, y el próximo número le llegará."
    ),
    confirm_button="Confirmar mi suscripción",
    confirm_ignore=(
        "¿No fue usted? Entonces ignore esta carta: "
        "sin su confirmación no se enviará nada más."
    ),
)

ARABIC = Words(
    language="ar",
    months=(
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو"),
        *("أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    date="{day} {month} {year}",
    issue="العدد {number}",
    reading_time="مدة القراءة: {minutes} د",
    read="اقرأ «{title}»",
    read_on_site="اقرأ على {site}",
    read_on_the_web="اقرأ هذا العدد على الويب",
    from_origin="من {name}",
    read_on="تابع القراءة على {name}",
    also="وفي هذا العدد أيضًا",
    left_out="المزيد على الويب: {count}",
    reason="تصلك هذه الرسالة لأنك مشترك في {newsletter}.",
    unsubscribe="إلغاء الاشتراك",
    preferences="تعديل اشتراكاتك",
    archive="جميع أعداد {newsletter}",
    confirm_subject="يرجى التأكيد: {newsletter}",
    confirm_heading="يرجى تأكيد اشتراكك",
    confirm_request=(
        "طلب أحدهم، ونرجو أن تكون أنت، إرسال {newsletter} إلى هذا العنوان. "
        "نقرة واحدة ويصلك العدد القادم."
    ),
    confirm_button="تأكيد الاشتراك",
    confirm_ignore="لم تطلب ذلك؟ تجاهل هذه الرسالة: لن نرسل إليك شيئًا آخر دون تأكيدك.",
)

JAPANESE = Words(
    language="ja",
    months=tuple(str(number) for number in range(1, 13)),
    date="{year}年{month}月{day}日",
    issue="第{number}号",
    reading_time="約{minutes}分で読めます",
    read="「{title}」を読む",
    read_on_site="{site}で読む",
    read_on_the_web="この号をウェブで読む",
    from_origin="{name}より",
    read_on="続きは{name}で読む",
    also="この号のその他の記事",
    left_out="ほか{count}件はウェブで",
    reason="このメールは「{newsletter}」を購読されている方にお送りしています。",
    unsubscribe="配信を停止する",
    preferences="購読内容を変更する",
    archive="「{newsletter}」のすべての号",
    confirm_subject="購読の確認: {newsletter}",
    confirm_heading="購読をご確認ください",
    confirm_request=(
        "このアドレスで「{newsletter}」の購読の申し込みがありました。"
        "下のボタンを押すと、次の号からお届けします。"
    ),
    confirm_button="購読を確認する",
    confirm_ignore=(
        "お心当たりがない場合は、このメールを無視してください。"
        "確認されないかぎり、これ以上何も送信されません。"
    ),
)

LANGUAGES = {
    words.language: words
    for words in (ENGLISH, GERMAN, FRENCH, SPANISH, ARABIC, JAPANESE)
}


def words_for(language: str) -> Words:
    """The words in the language of this BCP 47 tag, else in English."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    return LANGUAGES.get(primary, ENGLISH)
