#include "config.h"
#include "kontor/addr.h"
#include "kontor/addressbook-engine.h"
#include "kontor/contact-vcard.h"
#include "kontor/fold.h"
#include "kontor/phone.h"
#include <string.h>

static const char *const points[] = { "email", "phone", "post", "url", "messenger" };

void
kt_fact_free (KtFact *fact)
{
  if (fact == NULL)
    return;
  g_free (fact->name);
  g_free (fact->key);
  g_free (fact->value);
  g_free (fact->label);
  g_free (fact);
}

gboolean
kt_fact_is_point (const KtFact *fact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    if (g_str_equal (fact->name, points[i]))
      return TRUE;
  return FALSE;
}

const KtFact *
kt_facts_find (const GPtrArray *facts, const char *name, const char *key)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *fact = facts->pdata[i];
      if (g_str_equal (fact->name, name) && g_str_equal (fact->key, key))
        return fact;
    }
  return NULL;
}

static void
add (GPtrArray *facts, const char *name, const char *key, const char *value, const char *label)
{
  if (value == NULL || *value == '\0' || kt_facts_find (facts, name, key) != NULL)
    return;
  KtFact *fact = g_new (KtFact, 1);
  *fact = (KtFact){ g_strdup (name), g_strdup (key), g_strdup (value),
                    g_strdup (label != NULL ? label : "") };
  g_ptr_array_add (facts, fact);
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kt_fact_free);
}

/* --- of a card --- */

/* As contact_point.norm would be; NULL: it cannot be one. */
static char *
key_of (const KtContext *context, const char *kind, const char *value)
{
  if (g_str_equal (kind, "email"))
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (value, NULL);
      return addr != NULL ? g_strdup (kt_addr_norm (addr)) : NULL;
    }
  if (g_str_equal (kind, "phone"))
    return kt_phone_normalise (value, context->settings != NULL ? context->settings->country : NULL,
                               NULL);
  return kt_fold (value);
}

static void
add_points (GPtrArray *facts, const KtContext *context, const KtVcard *card)
{
  for (gsize i = 0; i < card->n_points; i++)
    {
      g_autofree char *key = key_of (context, card->points[i].kind, card->points[i].value);
      if (key != NULL)
        add (facts, card->points[i].kind, key, card->points[i].value, card->points[i].label);
    }
}

static void
add_folded (GPtrArray *facts, const char *name, const char *const *texts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *key = kt_fold (texts[i]);
      add (facts, name, key, texts[i], "");
    }
}

GPtrArray *
kt_facts_of_card (const KtContext *context, const KtVcard *card)
{
  GPtrArray *facts = new_facts ();
  add (facts, "kind", "", card->kind, "");
  add (facts, "name", "", card->name, "");
  add (facts, "given", "", card->given, "");
  add (facts, "family", "", card->family, "");
  add (facts, "additional", "", card->additional, "");
  add (facts, "company", "", card->company, "");
  add (facts, "birthday", "", card->birthday, "");
  add (facts, "language", "", card->language, "");
  add (facts, "city", "", card->city, "");
  add_points (facts, context, card);
  add_folded (facts, "tag", (const char *const *)card->tags, card->n_tags);
  add_folded (facts, "note", (const char *const *)card->notes, card->n_notes);
  return facts;
}

/* --- of a contact --- */

GPtrArray *
kt_facts_of_contact (KtStore *store, KtId id, GError **error)
{
  g_autoptr (KtContact) contact = kt_contact_get (store, id, error);
  g_autoptr (GPtrArray) list = contact != NULL ? kt_point_list (store, id, error) : NULL;
  g_autoptr (GPtrArray) rest = list != NULL ? kt_contact_vcard_rest (store, id, error) : NULL;
  if (rest == NULL)
    return NULL;
  GPtrArray *facts = new_facts ();
  add (facts, "kind", "", contact->kind, "");
  add (facts, "name", "", contact->name, "");
  add (facts, "given", "", contact->given, "");
  add (facts, "family", "", contact->family, "");
  add (facts, "additional", "", contact->patronymic, "");
  add (facts, "company", "", contact->company, "");
  add (facts, "birthday", "", contact->birthday, "");
  add (facts, "language", "", contact->language, "");
  add (facts, "city", "", contact->city, "");
  for (guint i = 0; i < list->len; i++)
    {
      const KtPoint *point = list->pdata[i];
      add (facts, point->kind, point->norm, point->raw, point->label);
    }
  for (guint i = 0; i < rest->len; i++)
    {
      char ref[KT_REF_LENGTH + 1];
      kt_ref_full (kt_id_hash_strings ("contact-card-rest", rest->pdata[i], NULL), ref);
      add (facts, KT_FACT_CARD, ref, rest->pdata[i], "");
    }
  return facts;
}

/* --- as text --- */

static void
append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      default:
        g_string_append_c (out, *text);
      }
}

char *
kt_facts_print (const GPtrArray *facts)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *fact = facts->pdata[i];
      const char *parts[] = { fact->name, fact->key, fact->value, fact->label };
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          append_escaped (out, parts[k]);
          g_string_append_c (out, k + 1 < G_N_ELEMENTS (parts) ? '\t' : '\n');
        }
    }
  return g_string_free (out, FALSE);
}

/* In place. */
static char *
unescape (char *text)
{
  char *to = text;
  for (const char *from = text; *from != '\0'; from++)
    if (*from == '\\' && from[1] != '\0')
      {
        from++;
        *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
      }
    else
      *to++ = *from;
  *to = '\0';
  return text;
}

GPtrArray *
kt_facts_parse (const char *printed)
{
  GPtrArray *facts = new_facts ();
  g_auto (GStrv) lines = g_strsplit (printed, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", -1);
      if (g_strv_length (parts) != 4)
        continue;
      for (gsize k = 0; k < 4; k++)
        unescape (parts[k]);
      add (facts, parts[0], parts[1], parts[2], parts[3]);
    }
  return facts;
}

/* --- compared --- */

/* How a phone is written is no change of it. */
static gboolean
equal (const KtFact *a, const KtFact *b)
{
  return *a->key == '\0' ? g_str_equal (a->value, b->value) : g_str_equal (a->label, b->label);
}

GArray *
kt_facts_diff (const GPtrArray *before, const GPtrArray *after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KtFactChange));
  for (guint i = 0; i < after->len; i++)
    {
      const KtFact *to = after->pdata[i], *from = kt_facts_find (before, to->name, to->key);
      const KtFactChange change
          = { .step = from == NULL ? KT_FACT_ADDED : KT_FACT_CHANGED, .from = from, .to = to };
      if (from == NULL || !equal (from, to))
        g_array_append_val (changes, change);
    }
  for (guint i = 0; i < before->len; i++)
    {
      const KtFact *from = before->pdata[i];
      const KtFactChange change = { .step = KT_FACT_REMOVED, .from = from };
      if (kt_facts_find (after, from->name, from->key) == NULL)
        g_array_append_val (changes, change);
    }
  return changes;
}
