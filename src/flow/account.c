#include "config.h"
#include "kontor/account.h"
#include "kontor/error.h"
#include "kontor/helper-call.h"
#include <glib/gi18n.h>
#include <string.h>

void
kt_account_place_clear (KtAccountPlace *place)
{
  g_free (place->host);
  g_free (place->user);
  *place = (KtAccountPlace){ 0 };
}

char *
kt_account_place_url (const KtAccountPlace *place)
{
  gboolean starttls = place->kind == KT_SOURCE_IMAP_STARTTLS;
  g_autofree char *user = g_uri_escape_string (place->user, NULL, FALSE);
  g_autofree char *port = place->port == (starttls ? 143 : 993) || place->port == 0
                              ? g_strdup ("")
                              : g_strdup_printf (":%u", place->port);
  return g_strconcat (starttls ? "imap+starttls://" : "imaps://", user, "@", place->host, port,
                      NULL);
}

/* --- where --- */

static gboolean
take_tried (const KtFrame *frame, const KtAccountSearch *search, GError **error)
{
  guint32 how;
  const char *where, *why;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_TRIED, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(u&s&s)", &how, &where, &why);
  if (search != NULL)
    search->tried (search->data, how, where, why);
  return TRUE;
}

static gboolean
take_found (const KtFrame *frame, KtAccountPlace *place, GError **error)
{
  guint32 how, kind, port;
  const char *host, *user;
  gboolean foreign;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_FOUND, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(uu&su&sb)", &how, &kind, &host, &port, &user, &foreign);
  gboolean ok = (kind == KT_SOURCE_IMAPS || kind == KT_SOURCE_IMAP_STARTTLS)
                && how <= KT_FOUND_GUESS && port > 0 && port <= 65535 && *host != '\0'
                && strpbrk (host, "/@:[] \n") == NULL;
  if (!ok)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper found what cannot be");
      return FALSE;
    }
  *place = (KtAccountPlace){ .kind = kind,
                             .host = g_strdup (host),
                             .user = g_strdup (user),
                             .port = (guint16)port,
                             .how = how,
                             .foreign = foreign };
  return TRUE;
}

static gboolean
refuse_frame (const KtFrame *frame, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper sent frame %u out of turn", frame->type);
  return FALSE;
}

static gboolean
ask_courier (const char *address, const char *document, const char *ca_file,
             const KtAccountSearch *search, KtAccountPlace *ret_place, GError **error)
{
  KtFrame frame;
  gboolean ok;
  KtHelper *courier = kt_helper_spawn ("kontor-courier", -1, error);
  if (courier == NULL)
    return FALSE;
  kt_channel_queue (courier->channel, KT_FRAME_FIND,
                    g_variant_new (KT_TYPE_FIND, address, document != NULL ? document : "",
                                   ca_file != NULL ? ca_file : "", (guint32)0));
  while ((ok = kt_helper_call_next (courier, &frame, error)) && frame.type == KT_FRAME_TRIED)
    if (!take_tried (&frame, search, error))
      break;
  if (ok && frame.type != KT_FRAME_TRIED && frame.type != KT_FRAME_FOUND)
    ok = refuse_frame (&frame, error);
  ok = ok && frame.type == KT_FRAME_FOUND && take_found (&frame, ret_place, error);
  kt_helper_end (courier);
  return ok;
}

gboolean
kt_account_find (const char *address, const char *document, const char *ca_file,
                 const KtAccountSearch *search, KtAccountPlace *ret_place, GError **error)
{
  const char *at = strrchr (address, '@');
  const KtPreset *preset = document == NULL && at != NULL ? kt_preset_of_domain (at + 1) : NULL;
  if (preset == NULL)
    return ask_courier (address, document, ca_file, search, ret_place, error);
  *ret_place = (KtAccountPlace){ .kind = KT_SOURCE_IMAPS,
                                 .host = g_strdup (preset->imap),
                                 .user = g_strdup (address),
                                 .port = 993,
                                 .preset = preset };
  return TRUE;
}

/* --- inside --- */

void
kt_account_inside_clear (KtAccountInside *inside)
{
  g_clear_pointer (&inside->folders, g_ptr_array_unref);
  g_clear_pointer (&inside->sent, g_free);
}

static void
folder_free (gpointer data)
{
  KtAccountFolder *folder = data;
  g_free (folder->name);
  g_free (folder->wire_name);
  g_free (folder);
}

static gboolean
take_folder (const KtFrame *frame, KtAccountInside *inside, GError **error)
{
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_FOLDER, error);
  g_autoptr (GVariant) name = NULL, wire_name = NULL, role = NULL, total = NULL;
  if (record == NULL)
    return FALSE;
  name = g_variant_get_child_value (record, 0);
  wire_name = g_variant_get_child_value (record, 1);
  role = g_variant_get_child_value (record, 2);
  total = g_variant_get_child_value (record, 5);
  KtAccountFolder *folder = g_new0 (KtAccountFolder, 1);
  folder->name = g_variant_dup_string (name, NULL);
  folder->wire_name = g_variant_dup_string (wire_name, NULL);
  folder->letters = g_variant_get_uint32 (total);
  g_ptr_array_add (inside->folders, folder);
  if (inside->sent == NULL && g_str_equal (g_variant_get_string (role, NULL), "sent"))
    inside->sent = g_variant_dup_string (name, NULL);
  return TRUE;
}

static guint
count_present (GVariant *uids)
{
  guint n = 0;
  GVariantIter iter;
  guint32 what;
  g_variant_iter_init (&iter, uids);
  while (g_variant_iter_next (&iter, "(tuu)", NULL, NULL, &what))
    n += (what & KT_UID_PRESENT) != 0;
  return n;
}

/* An mbox is counted by reading it. */
static gboolean
count_letters (KtHelper *courier, KtAccountFolder *folder, GError **error)
{
  KtFrame frame;
  gboolean ok = TRUE;
  kt_channel_queue (courier->channel, KT_FRAME_LIST,
                    g_variant_new (KT_TYPE_LIST, folder->wire_name, (gint64)0, (guint64)1,
                                   (guint64)0, (guint64)0));
  while (ok && (ok = kt_helper_call_next (courier, &frame, error)) && frame.type != KT_FRAME_LISTED)
    if (frame.type == KT_FRAME_UIDS)
      {
        g_autoptr (GVariant) uids = kt_frame_record (&frame, KT_TYPE_UIDS, error);
        ok = uids != NULL;
        folder->letters += ok ? count_present (uids) : 0;
      }
  return ok;
}

gboolean
kt_account_check (const KtMailSource *config, const KtCourierWatch *watch, gboolean no_input,
                  KtAccountInside *ret_inside, GError **error)
{
  KtFrame frame;
  gboolean ok = TRUE;
  KtHelper *courier = kt_courier_open_ready (config, watch, no_input, error);
  ret_inside->folders = g_ptr_array_new_with_free_func (folder_free);
  if (courier == NULL)
    return FALSE;
  static const char *const none[] = { NULL };
  kt_channel_queue (courier->channel, KT_FRAME_FOLDERS,
                    g_variant_new ("(u^as)", (guint32)config->mode, none));
  while (ok && (ok = kt_helper_call_next (courier, &frame, error)) && frame.type == KT_FRAME_FOLDER)
    ok = ret_inside->folders->len < KT_FRAME_ARRAY_MAX ? take_folder (&frame, ret_inside, error)
                                                       : refuse_frame (&frame, error);
  for (guint i = 0; ok && config->kind == KT_SOURCE_MBOX && i < ret_inside->folders->len; i++)
    ok = count_letters (courier, ret_inside->folders->pdata[i], error);
  kt_helper_end (courier);
  return ok;
}
