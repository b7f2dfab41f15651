#include "config.h"
#include "booking-parts.h"
#include <glib/gstdio.h>

#define GROUP "booking"
#define FILE_MODE 0600

/* What a GKeyFile cannot hold as a number it holds as text: keys have 60 bits. */
static char *
draft_file (const KtContext *context)
{
  return g_build_filename (context->paths.state, "booking-draft", NULL);
}

static char *
wishes_text (const GArray *wishes)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; wishes != NULL && i < wishes->len; i++)
    {
      const KtVisitWish *wish = &g_array_index (wishes, KtVisitWish, i);
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              wish->service, wish->staff);
    }
  return g_string_free (text, FALSE);
}

/* Services and hands that still exist; NULL: none does. */
static GArray *
parse_wishes (KtContext *context, const char *text)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  g_auto (GStrv) items = g_strsplit (text != NULL ? text : "", " ", -1);
  for (char **item = items; *item != NULL; item++)
    {
      char *end = NULL;
      KtVisitWish wish = { g_ascii_strtoll (*item, &end, 10), 0 };
      if (end != NULL && *end == ':')
        wish.staff = g_ascii_strtoll (end + 1, NULL, 10);
      g_autoptr (KtService) service = kt_service_get (context->store, wish.service, NULL);
      g_autoptr (KtSalonResource) staff
          = wish.staff != 0 ? kt_resource_get (context->store, wish.staff, NULL) : NULL;
      if (service == NULL)
        continue;
      wish.staff = staff != NULL ? wish.staff : 0;
      g_array_append_val (wishes, wish);
    }
  return wishes->len > 0 ? g_steal_pointer (&wishes) : NULL;
}

gboolean
booking_park (const Booking *booking)
{
  if (booking->name == NULL && booking->phone == NULL)
    return FALSE;
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *contact = g_strdup_printf ("%" G_GINT64_FORMAT, booking->contact);
  g_autofree char *wishes = wishes_text (booking->wishes);
  g_autofree char *file = draft_file (booking->context);
  g_key_file_set_string (keys, GROUP, "data", booking->context->paths.data);
  g_key_file_set_string (keys, GROUP, "contact", contact);
  g_key_file_set_string (keys, GROUP, "name", booking->name != NULL ? booking->name : "");
  g_key_file_set_string (keys, GROUP, "phone", booking->phone != NULL ? booking->phone : "");
  g_key_file_set_string (keys, GROUP, "wishes", wishes);
  g_autofree char *text = g_key_file_to_data (keys, NULL, NULL);
  g_mkdir_with_parents (booking->context->paths.state, 0700);
  return g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, NULL);
}

static char *
take_text (GKeyFile *keys, const char *name)
{
  g_autofree char *text = g_key_file_get_string (keys, GROUP, name, NULL);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

gboolean
booking_unpark (Booking *booking, gboolean forget)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *file = draft_file (booking->context);
  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, NULL))
    return FALSE;
  g_autofree char *data = take_text (keys, "data");
  if (g_strcmp0 (data, booking->context->paths.data) != 0)
    return FALSE; /* of another book */
  g_autofree char *contact = take_text (keys, "contact");
  g_autofree char *wishes = take_text (keys, "wishes");
  KtId id = contact != NULL ? g_ascii_strtoll (contact, NULL, 10) : 0;
  const KtClient *client = id != 0 ? kt_client_index_get (booking->index, id) : NULL;
  booking_clear (booking);
  if (client != NULL)
    booking_set_client (booking, client);
  else if (id == 0)
    {
      booking->name = take_text (keys, "name");
      booking->phone = take_text (keys, "phone");
    }
  booking->wishes = parse_wishes (booking->context, wishes);
  if (forget)
    g_unlink (file);
  return booking->name != NULL || booking->phone != NULL;
}
