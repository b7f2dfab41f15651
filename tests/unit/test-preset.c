/* What is known of providers: by address, by server, and that the table is whole. */
#include "config.h"
#include "kontor/preset.h"
#include <string.h>

static const char *
id (const KtPreset *preset)
{
  return preset != NULL ? preset->id : NULL;
}

static void
test_domains (void)
{
  static const struct
  {
    const char *domain, *id;
  } cases[] = { { "gmail.com", "gmail" },
                { "googlemail.com", "gmail" },
                { "Hotmail.COM", "outlook" },
                { "live.com", "outlook" },
                { "ya.ru", "yandex" },
                { "list.ru", "mailru" },
                { "bk.ru", "mailru" },
                { "inbox.ru", "mailru" },
                { "ukr.net", "ukrnet" },
                { "inbox.lv", "inboxlv" },
                { "me.com", "icloud" },
                { "mac.com", "icloud" },
                { "fastmail.fm", "fastmail" },
                { "zoho.eu", "zoho-eu" },
                { "zoho.com", "zoho" },
                { "mail.gmail.com", NULL },
                { "gmail.co", NULL },
                { "", NULL },
                { "il.com", NULL },
                { "studija.example", NULL } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (id (kt_preset_of_domain (cases[i].domain)), ==, cases[i].id);
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *host, *id;
  } cases[]
      = { { "imap.gmail.com", "gmail" },          { "apidata.googleusercontent.com", "gmail" },
          { "p07-caldav.icloud.com", "icloud" },  { "imap.mail.me.com", "icloud" },
          { "outlook.office365.com", "outlook" }, { "imap.yandex.com", "yandex" },
          { "caldav.fastmail.com", "fastmail" },  { "evilgmail.com", NULL },
          { "gmail.com.evil.example", NULL },     { "localhost", NULL } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (id (kt_preset_of_host (cases[i].host)), ==, cases[i].id);
}

/* Each row says where it comes from; no domain and no host is in two. */
static void
test_whole (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const KtPreset *row = kt_preset_rows (); row->id != NULL; row++)
    {
      g_assert_nonnull (row->name);
      g_assert_nonnull (row->hint);
      g_assert_cmpstr (row->source, !=, "");
      g_assert_cmpuint (strlen (row->as_of), >=, 7);
      g_auto (GStrv) words = g_strsplit (row->domains, " ", -1);
      for (guint i = 0; words[i] != NULL; i++)
        {
          g_assert_true (kt_preset_of_domain (words[i]) == row);
          g_assert_true (g_hash_table_add (seen, g_strdup (words[i])));
        }
      g_assert_true (kt_preset_of_host (row->imap) == row);
      g_assert_true (g_hash_table_add (seen, g_strdup (row->imap)));
    }
}

/* What is documented is what is done: each row in doc/providers.md and in the manual page. */
static void
test_documented (void)
{
  static const char *const pages[] = { "doc/providers.md", "doc/man/kontor.1" };
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, pages[i], NULL), *text = NULL;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (const KtPreset *row = kt_preset_rows (); row->id != NULL; row++)
        {
          g_assert_nonnull (strstr (text, row->imap));
          g_assert_true (row->caldav == NULL || strstr (text, row->caldav) != NULL);
          g_assert_true (row->carddav == NULL || strstr (text, row->carddav) != NULL);
          g_auto (GStrv) words = g_strsplit (row->domains, " ", -1);
          for (guint k = 0; i == 0 && words[k] != NULL; k++)
            g_assert_nonnull (strstr (text, words[k]));
          g_assert_true (i > 0 || strstr (text, row->source) != NULL);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset/domains", test_domains);
  g_test_add_func ("/preset/hosts", test_hosts);
  g_test_add_func ("/preset/whole", test_whole);
  g_test_add_func ("/preset/documented", test_documented);
  return g_test_run ();
}
