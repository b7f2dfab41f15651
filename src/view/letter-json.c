#include "config.h"
#include "kontor/letter-rows.h"
#include "kontor/letter-view.h"
#include "kontor/invite.h"

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_flag (KtJson *builder, const char *name, gboolean value)
{
  kt_json_member (builder, name);
  kt_json_boolean (builder, value);
}

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 utc)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, utc);
}

static void
add_people (KtJson *builder, const KtStoredLetter *letter)
{
  static const char *const roles[]
      = { "from", "sender", "reply-to", "to", "cc", "bcc", "delivered-to", "forwarded" };
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  kt_json_member (builder, "people");
  kt_json_begin_array (builder);
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (person->role >= G_N_ELEMENTS (roles))
        continue;
      kt_json_begin_object (builder);
      add_text (builder, "role", roles[person->role]);
      add_text (builder, "name", *person->name != 0 ? person->name : NULL);
      add_text (builder, "address", person->norm);
      add_text (builder, "note", person->note != NULL && *person->note != 0 ? person->note : NULL);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

const char *
kt_letter_says (const KtStoredLetter *letter)
{
  static const struct
  {
    guint32 flag;
    const char *id;
  } words[] = { { KT_LETTER_FLAG_ASKS, "asks" },
                { KT_LETTER_FLAG_CLOSES, "closes" },
                { KT_LETTER_FLAG_PROMISES, "promises" },
                { KT_LETTER_FLAG_TROUBLES, "troubles" },
                { KT_LETTER_FLAG_INFORMS, "informs" } };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((letter->flags & words[i].flag) != 0)
      return words[i].id;
  return NULL;
}

void
kt_json_letter_members (KtJson *builder, const KtContext *context, const KtStoredLetter *letter)
{
  add_text (builder, "direction", letter->direction == KT_DIRECTION_OUT ? "out" : "in");
  add_text (builder, "letter_kind", kt_letter_kind_id (letter->kind));
  add_text (builder, "subject", letter->subject);
  add_people (builder, letter);
  add_time (builder, context, "gone_at", letter->gone_at);
  add_text (builder, "says", kt_letter_says (letter));
  add_text (builder, "question", letter->question);
  add_flag (builder, "spoofed", letter->flags & KT_LETTER_FLAG_SPOOFED);
  add_flag (builder, "forged", letter->flags & KT_LETTER_FLAG_FORGED);
}

static void
add_contacts (KtJson *builder, const GPtrArray *contacts)
{
  kt_json_member (builder, "contacts");
  kt_json_begin_array (builder);
  for (guint i = 0; i < contacts->len; i++)
    {
      const KtLink *link = contacts->pdata[i];
      kt_json_contact (builder, link->contact, link->name);
    }
  kt_json_end_array (builder);
}

static void
begin_letter (KtJson *builder, const KtContext *context, const KtStoredLetter *letter)
{
  kt_json_member (builder, "letter");
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, letter->key);
  add_time (builder, context, "at", letter->time);
  kt_json_letter_members (builder, context, letter);
}

void
kt_letter_json (KtContext *context, const KtStoredLetter *letter, const GPtrArray *contacts,
                const GArray *parts)
{
  KtJson *builder = kt_json_begin ();
  begin_letter (builder, context, letter);
  add_text (builder, "text", letter->text);
  add_flag (builder, "cut", letter->flags & KT_LETTER_FLAG_CUT);
  add_flag (builder, "parts_cut", letter->flags & KT_LETTER_FLAG_PARTS_CUT);
  add_flag (builder, "left_out", letter->flags & KT_LETTER_FLAG_OWN);
  add_int (builder, "size", letter->size);
  add_contacts (builder, contacts);
  kt_json_member (builder, "parts");
  kt_json_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const KtPart *part = &g_array_index (parts, KtPart, i);
      kt_json_begin_object (builder);
      add_int (builder, "number", (gint64)i + 1);
      add_text (builder, "name", part->name);
      add_text (builder, "type", part->type);
      add_int (builder, "size", (gint64)part->size);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end_object (builder);
  kt_json_end (context, builder);
}

static void
add_why (KtJson *builder, KtContext *context, const GPtrArray *links)
{
  kt_json_member (builder, "why");
  kt_json_begin_array (builder);
  for (guint i = 0; i < links->len; i++)
    {
      const KtLink *link = links->pdata[i];
      gboolean words = link->reason == KT_LINK_NAMED || link->reason == KT_LINK_GUESSED;
      kt_json_begin_object (builder);
      add_text (builder, "reason", kt_link_reason_id (link->reason));
      add_text (builder, "address", words ? NULL : link->norm);
      add_text (builder, "words", words ? link->norm : NULL);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, link->contact, link->name);
      add_time (builder, context, "said_at", link->at);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

/* What letters said of an event, and what the rules made of it. */
static void
add_words (KtJson *builder, const KtContext *context, const GPtrArray *words)
{
  kt_json_member (builder, "invitations");
  kt_json_begin_array (builder);
  for (guint i = 0; i < words->len; i++)
    {
      const KtInviteRow *row = words->pdata[i];
      kt_json_begin_object (builder);
      add_time (builder, context, "at", row->at);
      add_text (builder, "method", kt_invite_method_id (row->word.method));
      add_text (builder, "sender", row->sender);
      add_text (builder, "verdict", kt_invite_verdict_id (row->word.verdict));
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_link_json (KtContext *context, const KtStoredLetter *letter, const GPtrArray *links,
              const GPtrArray *words)
{
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  KtJson *builder = kt_json_begin ();
  begin_letter (builder, context, letter);
  kt_json_end_object (builder);
  add_contacts (builder, contacts);
  add_why (builder, context, links);
  add_words (builder, context, words);
  kt_json_end (context, builder);
}

void
kt_link_json_event (KtContext *context, const KtDated *event, const GPtrArray *links,
                    const GPtrArray *words)
{
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "event");
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, event->key);
  add_time (builder, context, "at", event->start);
  add_text (builder, "title", event->summary);
  add_text (builder, "calendar", event->calendar);
  kt_json_end_object (builder);
  add_contacts (builder, contacts);
  add_why (builder, context, links);
  add_words (builder, context, words);
  kt_json_end (context, builder);
}
