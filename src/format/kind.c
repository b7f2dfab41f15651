#include "config.h"
#include "kontor/kind.h"
#include "kontor/addr.h"
#include "kontor/fold.h"
#include <string.h>

static gboolean
field_is (KtHeader *header, const char *name, const char *const *values)
{
  const char *value = kt_header_get (header, name, 0);

  for (; value != NULL && *values != NULL; values++)
    {
      gsize n = strlen (*values);
      if (g_ascii_strncasecmp (value, *values, n) == 0 && !g_ascii_isalnum (value[n]))
        return TRUE;
    }
  return FALSE;
}

/* Beginnings of subjects, folded. */
static const char *const automatic_openings[] = { "out of office",
                                                  "out of the office",
                                                  "automatic reply",
                                                  "auto reply",
                                                  "autoreply",
                                                  "auto-reply",
                                                  "auto:",
                                                  "autoresponse",
                                                  "auto response",
                                                  "away from the office",
                                                  "vacation",
                                                  "read:",
                                                  "delivered:",
                                                  "delivery receipt",
                                                  "read receipt",
                                                  "return receipt",
                                                  "автоответ",
                                                  "автоматический ответ",
                                                  "отсутствие на рабочем месте",
                                                  "вне офиса",
                                                  "нет на месте",
                                                  "прочитано:",
                                                  "доставлено:",
                                                  "уведомление о прочтении",
                                                  "уведомление о доставке",
                                                  "автоматична відповідь",
                                                  "автовідповідь",
                                                  "поза офісом",
                                                  "відсутність на робочому місці",
                                                  "повідомлення про прочитання",
                                                  "сповіщення про доставку",
                                                  "automatiska atbilde",
                                                  "automatiskā atbilde",
                                                  "autoatbilde",
                                                  "prombutne",
                                                  "neesmu biroja",
                                                  "atvalinajuma",
                                                  "izlasits:",
                                                  "piegadats:",
                                                  "abwesenheitsnotiz",
                                                  "automatische antwort",
                                                  "abwesend",
                                                  "abwesenheit",
                                                  "nicht im buro",
                                                  "gelesen:",
                                                  "zugestellt:",
                                                  "lesebestatigung",
                                                  "прочтено:",
                                                  "просмотрено:",
                                                  "подтверждение прочтения",
                                                  "сповіщення про прочитання",
                                                  "ungelesen:",
                                                  "empfangsbestatigung",
                                                  "ich bin nicht im buro",
                                                  "urlaubsvertretung",
                                                  "ooo:",
                                                  "i am out of",
                                                  "im out of",
                                                  "автоматическое уведомление",
                                                  "ungelesen geloscht",
                                                  NULL };

/* Receipts that say nothing else, folded. */
static const char *const receipts[]
    = { "read", "gelesen", "прочтено", "прочитано", "izlasits", NULL };

gboolean
kt_subject_is_automatic (const char *subject)
{
  g_autofree char *folded = kt_fold (subject);
  const char *begin = folded;

  while (g_str_has_prefix (begin, "re: ") || g_str_has_prefix (begin, "aw: "))
    begin += 4;
  for (const char *const *word = automatic_openings; *word != NULL; word++)
    if (g_str_has_prefix (begin, *word))
      return TRUE;
  return g_strv_contains (receipts, begin);
}

static gboolean
was_submitted_by_machine (KtHeader *header)
{
  static const char *const no[] = { "no", NULL };
  static const char *const auto_reply[] = { "auto_reply", "auto-reply", NULL };

  return (kt_header_has (header, "Auto-Submitted") && !field_is (header, "Auto-Submitted", no))
         || kt_header_has (header, "X-Auto-Response-Suppress")
         || kt_header_has (header, "X-Autoreply") || kt_header_has (header, "X-Autorespond")
         || kt_header_has (header, "X-Autogenerated")
         || field_is (header, "Precedence", auto_reply);
}

static gboolean
is_bulk (KtHeader *header)
{
  static const char *const bulk[] = { "bulk", "list", "junk", NULL };

  return kt_header_has (header, "List-Id") || kt_header_has (header, "List-Unsubscribe")
         || kt_header_has (header, "List-Post") || field_is (header, "Precedence", bulk);
}

static gboolean
has_null_return_path (KtHeader *header)
{
  const char *path = kt_header_get (header, "Return-Path", 0);

  return path != NULL && (strcmp (path, "<>") == 0 || *path == '\0');
}

static gboolean
is_mailer (const char *norm)
{
  return g_str_has_prefix (norm, "mailer-daemon@") || g_str_has_prefix (norm, "mail-daemon@")
         || g_str_has_prefix (norm, "mdaemon@");
}

static gboolean
is_machine (const char *norm)
{
  g_autoptr (KtAddr) addr = *norm != '\0' ? kt_addr_parse (norm, NULL) : NULL;

  return addr != NULL && kt_addr_is_machine (addr);
}

/* Addresses that nothing is sent from but what goes to many. */
static gboolean
is_mailing (const char *norm)
{
  static const char *const names[] = { "news", "newsletter", "newsletters", "digest", "rassylka" };
  gsize length = strcspn (norm, "@+-._0123456789");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && memcmp (norm, names[i], length) == 0)
      return TRUE;
  return FALSE;
}

KtLetterKind
kt_letter_kind (KtHeader *header, const KtKindHints *hints)
{
  const char *report = hints->report_type != NULL ? hints->report_type : "";

  if (strcmp (report, "delivery-status") == 0 || is_mailer (hints->from))
    return KT_KIND_BOUNCE;
  if (hints->invitation)
    return KT_KIND_INVITE;
  if (was_submitted_by_machine (header) || g_str_has_suffix (report, "disposition-notification")
      || kt_subject_is_automatic (hints->subject))
    return KT_KIND_AUTOMATIC;
  if (has_null_return_path (header))
    return KT_KIND_BOUNCE;
  if (is_bulk (header) || is_mailing (hints->from))
    return KT_KIND_BULK;
  return is_machine (hints->from) ? KT_KIND_AUTOMATIC : KT_KIND_PERSONAL;
}
