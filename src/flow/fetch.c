#include "config.h"
#include "kontor/error.h"
#include "kontor/courier-open.h"
#include "kontor/helper-call.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>

#define ORIGINAL_MAX (256u << 20) /* octets of one letter */

void
kt_fetched_free (KtFetched *fetched)
{
  if (fetched == NULL)
    return;
  g_byte_array_unref (fetched->bytes);
  g_free (fetched->name);
  g_free (fetched->type);
  g_free (fetched);
}

static gboolean
fetch_bytes (KtHelper *courier, const char *wire_name, guint64 uidvalidity, guint64 uid,
             GByteArray *bytes, GError **error)
{
  KtFrame frame;
  gboolean got = FALSE;
  GVariant *uids = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64, &uid, 1, sizeof uid);
  kt_channel_queue (courier->channel, KT_FRAME_FETCH,
                    g_variant_new ("(st@atu)", wire_name, uidvalidity, uids, (guint32)0));
  while (kt_helper_call_next (courier, &frame, error))
    {
      if (frame.type == KT_FRAME_ITEM
          && !kt_helper_call_bytes (courier, ORIGINAL_MAX, bytes, error))
        return FALSE;
      got |= frame.type == KT_FRAME_ITEM;
      if (frame.type != KT_FRAME_DONE)
        continue;
      if (got)
        return TRUE;
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the server has this letter no more"));
      return FALSE;
    }
  return FALSE;
}

static KtHelper *
spawn_reader (const KtFetched *original, KtReadWhat what, guint part, GError **error)
{
  KtHelper *reader = kt_helper_spawn ("kontor-reader", -1, error);
  if (reader == NULL)
    return NULL;
  kt_channel_queue (reader->channel, KT_FRAME_READ,
                    g_variant_new (KT_TYPE_READ, (guint64)1, (guint32)what, (gint64)0,
                                   (guint64)original->bytes->len, FALSE, part));
  kt_helper_call_queue_text (reader, original->bytes->data, original->bytes->len);
  return reader;
}

/* What the reader makes of it. NULL without error: it refused. */
static KtFetched *
ask_reader (const KtFetched *original, KtReadWhat what, guint part, GError **error)
{
  KtFrame frame;
  gboolean ok = FALSE;
  KtHelper *reader = spawn_reader (original, what, part, error);
  if (reader == NULL)
    return NULL;
  KtFetched *fetched = g_new0 (KtFetched, 1);
  fetched->bytes = g_byte_array_new ();
  while (!ok && kt_helper_call_next (reader, &frame, error) && frame.type != KT_FRAME_REFUSED)
    if (frame.type == KT_FRAME_PART)
      {
        g_autoptr (GVariant) record = kt_frame_record (&frame, "(tsst)", error);
        if (record == NULL)
          break;
        g_variant_get (record, "(tsst)", NULL, &fetched->name, &fetched->type, NULL);
        ok = kt_helper_call_bytes (reader, ORIGINAL_MAX, fetched->bytes, error);
        if (!ok)
          break;
      }
  kt_helper_end (reader);
  if (!ok)
    g_clear_pointer (&fetched, kt_fetched_free);
  return fetched;
}

static gboolean
unreadable (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the letter cannot be read"));
  kt_error_hint (error, _ ("its octets as they are: --raw"));
  return FALSE;
}

KtLetter *
kt_fetched_letter (const KtFetched *original, GError **error)
{
  KtFrame frame;
  KtLetter *letter = NULL;
  g_autoptr (GError) failed = NULL;
  KtHelper *reader = spawn_reader (original, KT_READ_LETTER, 0, error);
  if (reader == NULL)
    return NULL;
  while (letter == NULL && failed == NULL && kt_helper_call_next (reader, &frame, &failed)
         && frame.type != KT_FRAME_REFUSED)
    if (frame.type == KT_FRAME_LETTER)
      letter = kt_letter_from_frame (&frame, &failed);
  kt_helper_end (reader);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (letter == NULL)
    unreadable (error);
  return letter;
}

KtFetched *
kt_fetched_part (const KtFetched *original, guint part, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtFetched *fetched = ask_reader (original, KT_READ_PART, part, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (fetched == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the letter has no part %u"), part);
  return fetched;
}

char *
kt_fetched_text (const KtFetched *original, gboolean *ret_cut, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtFetched *fetched = ask_reader (original, KT_READ_TEXT, 0, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (fetched == NULL)
    unreadable (error);
  if (fetched == NULL)
    return NULL;
  *ret_cut = *fetched->name != '\0';
  char *text = fetched->bytes->len > 0 /* without octets there is no data either */
                   ? g_utf8_make_valid ((const char *)fetched->bytes->data, fetched->bytes->len)
                   : g_strdup ("");
  kt_fetched_free (fetched);
  return text;
}

static const KtMailSource *
configured (const KtContext *context, const char *name, GError **error)
{
  for (guint i = 0; i < context->settings->mail->len; i++)
    {
      const KtMailSource *config = g_ptr_array_index (context->settings->mail, i);
      if (g_str_equal (config->name, name))
        return config;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               _ ("the letter lies in «%s», which is not in the config"), name);
  return NULL;
}

struct _KtFetcher
{
  KtContext *context;
  GHashTable *couriers; /* source → KtHelper; NULL: it failed */
};

static void
end_courier (gpointer courier)
{
  if (courier != NULL)
    kt_helper_end (courier);
}

KtFetcher *
kt_fetcher_new (KtContext *context)
{
  KtFetcher *fetcher = g_new0 (KtFetcher, 1);
  fetcher->context = context;
  fetcher->couriers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, end_courier);
  return fetcher;
}

void
kt_fetcher_free (KtFetcher *fetcher)
{
  g_hash_table_unref (fetcher->couriers);
  g_free (fetcher);
}

static KtHelper *
courier_of (KtFetcher *fetcher, const char *source, GError **error)
{
  gpointer known = NULL;
  if (g_hash_table_lookup_extended (fetcher->couriers, source, NULL, &known))
    {
      if (known == NULL)
        g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("«%s» did not answer before"), source);
      return known;
    }
  const KtMailSource *config = configured (fetcher->context, source, error);
  KtHelper *courier = config == NULL
                          ? NULL
                          : kt_courier_open_ready (config, NULL, fetcher->context->no_input, error);
  g_hash_table_insert (fetcher->couriers, g_strdup (source), courier);
  return courier;
}

/* A letter that is gone from its server says nothing against the conversation; what else went wrong
 * may have broken it. */
static void
drop_courier (KtFetcher *fetcher, const char *source, KtHelper *courier)
{
  gpointer key = NULL;
  kt_helper_kill (courier);
  if (g_hash_table_steal_extended (fetcher->couriers, source, &key, NULL))
    g_hash_table_insert (fetcher->couriers, key, NULL);
}

KtFetched *
kt_fetcher_get (KtFetcher *fetcher, gint64 letter_key, GError **error)
{
  g_autofree char *source = NULL, *wire_name = NULL;
  g_autoptr (GError) failed = NULL;
  guint64 uidvalidity, uid;
  if (!kt_letter_locate (fetcher->context->store, letter_key, &source, &wire_name, &uidvalidity,
                         &uid, error))
    return NULL;
  kt_store_snapshot_leave (fetcher->context->store);
  KtHelper *courier = courier_of (fetcher, source, error);
  if (courier == NULL)
    return NULL;
  KtFetched *fetched = g_new0 (KtFetched, 1);
  fetched->bytes = g_byte_array_new ();
  if (fetch_bytes (courier, wire_name, uidvalidity, uid, fetched->bytes, &failed))
    return fetched;
  if (!g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    drop_courier (fetcher, source, courier);
  g_propagate_error (error, g_steal_pointer (&failed));
  kt_fetched_free (fetched);
  return NULL;
}

KtFetched *
kt_fetch_original (KtContext *context, gint64 letter_key, GError **error)
{
  g_autoptr (KtFetcher) fetcher = kt_fetcher_new (context);
  return kt_fetcher_get (fetcher, letter_key, error);
}
