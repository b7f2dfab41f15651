#include "config.h"
#include "kontor/error.h"
#include "vcard-patch.h"
#include <string.h>

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

static guint
card_length (const KtVcardPatch *patch)
{
  return patch->card->nodes->len;
}

static void
remove_all (KtVcardPatch *patch, const char *name)
{
  for (guint i = 0; (i = kt_vcard_index_of (patch, name, i)) < card_length (patch);)
    i = kt_vcard_remove (patch, i);
}

/* A property that has one text; "" none. */
static gboolean
patch_text (KtVcardPatch *patch, const char *name, const char *text, GError **error)
{
  guint index = kt_vcard_index_of (patch, name, 0);
  g_autofree char *value = kt_vcard_escaped (patch, text);
  const KtVcardDraft draft = { "", name, "", value };

  if (index == card_length (patch))
    return *text == '\0' || kt_vcard_add (patch, &draft, error);
  if (*text == '\0')
    {
      remove_all (patch, name);
      return TRUE;
    }
  g_autofree char *now = kt_vcard_line_text (kt_vcard_line_at (patch, index), KT_VCARD_LINE_MAX);
  return strcmp (now, text) == 0 || kt_vcard_replace_value (patch, index, value, error);
}

/* --- names --- */

static void
append_part (const KtVcardPatch *patch, GString *value, const char *part)
{
  kt_vcard_escape (patch, value, text_of (part));
}

static char *
name_value (const KtVcardPatch *patch, const KtVcardName *old)
{
  const KtVcard *wanted = patch->wanted;
  gboolean parts = *text_of (wanted->family) != '\0' || *text_of (wanted->given) != '\0'
                   || *text_of (wanted->additional) != '\0';
  GString *value = g_string_new (NULL);

  append_part (patch, value, wanted->family);
  g_string_append_c (value, ';');
  append_part (patch, value, parts ? wanted->given : wanted->name);
  g_string_append_c (value, ';');
  append_part (patch, value, wanted->additional);
  g_string_append_c (value, ';');
  append_part (patch, value, old->prefix);
  g_string_append_c (value, ';');
  append_part (patch, value, old->suffix);
  return g_string_free (value, FALSE);
}

/* Whether N says so already: the parts, or where there are none nothing else than FN. */
static gboolean
says_parts (const KtVcardPatch *patch, const KtVcardName *old, gboolean renamed)
{
  const KtVcard *wanted = patch->wanted;

  if (*text_of (wanted->family) == '\0' && *text_of (wanted->given) == '\0'
      && *text_of (wanted->additional) == '\0')
    return !renamed;
  return strcmp (old->family, text_of (wanted->family)) == 0
         && strcmp (old->given, text_of (wanted->given)) == 0
         && strcmp (old->additional, text_of (wanted->additional)) == 0;
}

static gboolean
patch_parts (KtVcardPatch *patch, gboolean renamed, GError **error)
{
  guint index = kt_vcard_index_of (patch, "N", 0);
  gboolean there = index < card_length (patch);
  KtVcardName old = { 0 };

  if (there)
    kt_vcard_name (kt_vcard_line_at (patch, index), &old);
  gboolean fine = there && says_parts (patch, &old, renamed);
  if (!fine)
    {
      g_autofree char *value = name_value (patch, &old);
      const KtVcardDraft draft = { "", "N", "", value };
      fine = there ? kt_vcard_replace_value (patch, index, value, error)
                   : kt_vcard_add (patch, &draft, error);
    }
  kt_vcard_name_clear (&old);
  return fine;
}

/* A company has KIND (4.0) or X-ABSHOWAS, a person neither. */
static gboolean
patch_kind (KtVcardPatch *patch, GError **error)
{
  gboolean company = strcmp (text_of (patch->wanted->kind), "company") == 0;
  gboolean new = kt_vcard_is_version (patch, "4.0");
  const KtVcardDraft draft = { "", new ? "KIND" : "X-ABSHOWAS", "", new ? "org" : "COMPANY" };

  if (company == kt_vcard_is_company (patch->card))
    return TRUE;
  remove_all (patch, "X-ABSHOWAS");
  remove_all (patch, "KIND");
  return !company || kt_vcard_add (patch, &draft, error);
}

/* What the card is called now: FN, else as it is read. */
static gboolean
is_renamed (const KtVcardPatch *patch)
{
  g_autoptr (KtVcardRead) now = kt_vcard_read_card (patch->card, 0, NULL);

  return now == NULL || strcmp (now->card.name, text_of (patch->wanted->name)) != 0;
}

static gboolean
patch_name (KtVcardPatch *patch, GError **error)
{
  gboolean renamed = is_renamed (patch);

  if (*text_of (patch->wanted->name) == '\0')
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "a card cannot be without a name");
      return FALSE;
    }
  if ((renamed || kt_vcard_index_of (patch, "FN", 0) == card_length (patch))
      && !patch_text (patch, "FN", patch->wanted->name, error))
    return FALSE;
  return patch_parts (patch, renamed, error) && patch_kind (patch, error);
}

/* --- others --- */

/* The department stays while the company does. */
static gboolean
patch_company (KtVcardPatch *patch, GError **error)
{
  const char *company = text_of (patch->wanted->company);
  guint index = kt_vcard_index_of (patch, "ORG", 0);
  g_autofree char *value = kt_vcard_escaped (patch, company);
  const KtVcardDraft draft = { "", "ORG", "", value };

  if (index == card_length (patch))
    return *company == '\0' || kt_vcard_add (patch, &draft, error);
  g_autofree char *now = kt_vcard_value (kt_vcard_line_at (patch, index), NULL);
  g_autoptr (GPtrArray) parts = kt_vcard_parts (now, ';', KT_VCARD_LINE_MAX);
  g_autofree char *first = kt_vcard_one_line (g_strdup (parts->pdata[0]));
  if (strcmp (first, company) == 0)
    return TRUE;
  if (*company != '\0')
    return kt_vcard_replace_value (patch, index, value, error);
  remove_all (patch, "ORG");
  return TRUE;
}

static gboolean
patch_birthday (KtVcardPatch *patch, GError **error)
{
  const char *birthday = text_of (patch->wanted->birthday);
  guint index = kt_vcard_index_of (patch, "BDAY", 0);
  gboolean there = index < card_length (patch), yearless = g_str_has_prefix (birthday, "--");
  g_autofree char *now = there ? kt_vcard_birthday (kt_vcard_line_at (patch, index)) : NULL;
  g_autofree char *value = g_strdup (birthday);
  const char *params = "";

  if (g_strcmp0 (now, birthday) == 0 || (now == NULL && *birthday == '\0'))
    return TRUE; /* what is no date for us stays */
  if (*birthday == '\0')
    {
      remove_all (patch, "BDAY");
      return TRUE;
    }
  if (yearless && strcmp (patch->version, "3.0") == 0)
    {
      /* what iPhones write and read; 1604 was a leap year */
      params = ";X-APPLE-OMIT-YEAR=1604";
      g_free (value);
      value = g_strconcat ("1604", birthday + 1, NULL);
    }
  else if (kt_vcard_is_version (patch, "4.0"))
    {
      g_free (value);
      value = yearless ? g_strdup_printf ("--%.2s%s", birthday + 2, birthday + 5)
                       : g_strdup_printf ("%.4s%.2s%s", birthday, birthday + 5, birthday + 8);
    }
  const KtVcardDraft draft = { "", "BDAY", params, value };
  return there ? kt_vcard_replace (patch, index, &draft, error)
               : kt_vcard_add (patch, &draft, error);
}

static gboolean
patch_singles (KtVcardPatch *patch, GError **error)
{
  const KtVcard *wanted = patch->wanted;
  const char *language = kt_vcard_is_version (patch, "4.0") ? "LANG" : "X-KONTOR-LANGUAGE";

  return ((wanted->tells & KT_VCARD_UID) == 0
          || patch_text (patch, "UID", text_of (wanted->uid), error))
         && ((wanted->tells & KT_VCARD_NAME) == 0 || patch_name (patch, error))
         && ((wanted->tells & KT_VCARD_COMPANY) == 0 || patch_company (patch, error))
         && ((wanted->tells & KT_VCARD_TITLE) == 0
             || patch_text (patch, "TITLE", text_of (wanted->title), error))
         && ((wanted->tells & KT_VCARD_BIRTHDAY) == 0 || patch_birthday (patch, error))
         && ((wanted->tells & KT_VCARD_LANGUAGE) == 0
             || patch_text (patch, language, text_of (wanted->language), error));
}

static GString *
apply (KtVcardPatch *patch, const char *text, gsize length, GError **error)
{
  if (!patch_singles (patch, error) || !kt_vcard_patch_places (patch, error)
      || !kt_vcard_patch_lists (patch, error))
    return NULL;
  g_autoptr (GString) out = kt_ical_text_write (patch->text);
  if (out->len > KT_VCARD_TEXT_MAX)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "the card would be too large");
  else if (kt_ical_check_cards_kept (text, length, patch->touched, out, error))
    return g_steal_pointer (&out);
  return NULL;
}

static gboolean
is_known (const char *version)
{
  static const char *const versions[] = { "2.1", "3.0", "4.0", NULL };

  return g_strv_contains (versions, version);
}

GString *
kt_vcard_patch (const char *bytes, gsize length, const KtVcard *wanted, const char *version,
                GError **error)
{
  g_autofree char *blank = NULL;

  if (length == 0)
    {
      if (!is_known (version))
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "there is no vCard «%s»", version);
          return NULL;
        }
      blank = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:%s\r\nPRODID:-//Kontor//Kontor//EN\r\n"
                               "END:VCARD\r\n",
                               version);
      bytes = blank;
      length = strlen (blank);
    }
  if (!g_utf8_validate_len (bytes, length, NULL))
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is not UTF-8");
      return NULL;
    }
  g_autoptr (KtIcalText) text = kt_vcard_text_parse (bytes, length, error);
  KtIcalComponent *card = text != NULL ? kt_vcard_find (text) : NULL;
  if (card == NULL)
    {
      if (text != NULL)
        g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no vCard");
      return NULL;
    }
  g_autoptr (GHashTable) touched = kt_ical_touched_new ();
  KtVcardPatch patch = { text, card, touched, wanted, kt_vcard_version (card) };
  return apply (&patch, bytes, length, error);
}
