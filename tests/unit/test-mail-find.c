/* Where the mail of an address lies: what is asked, in which order, and whom to believe. */
#include "config.h"
#include "imap-fixture.h"
#include "kontor/mail-find.h"
#include <string.h>

/* --- DNS of our own --- */

typedef struct
{
  GResolver parent;
} FakeDns;
typedef GResolverClass FakeDnsClass;
GType fake_dns_get_type (void);
G_DEFINE_TYPE (FakeDns, fake_dns, G_TYPE_RESOLVER)

static const char *dns_name, *dns_target;
static guint16 dns_port;
static GString *dns_asked;

static GList *
lookup_records (GResolver *resolver, const char *name, GResolverRecordType type,
                GCancellable *cancellable, GError **error)
{
  g_string_append_printf (dns_asked, "%s ", name);
  if (g_strcmp0 (name, dns_name) == 0)
    return g_list_append (
        NULL, g_variant_ref_sink (g_variant_new ("(qqqs)", 1, 1, dns_port, dns_target)));
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
  return NULL;
}

static GList *
lookup_service (GResolver *resolver, const char *name, GCancellable *cancellable, GError **error)
{
  g_string_append_printf (dns_asked, "%s ", name);
  if (g_strcmp0 (name, dns_name) == 0)
    return g_list_append (NULL, g_srv_target_new (dns_target, dns_port, 1, 1));
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
  return NULL;
}

/* Every name is this machine. */
static GList *
lookup_by_name (GResolver *resolver, const char *name, GResolverNameLookupFlags flags,
                GCancellable *cancellable, GError **error)
{
  return g_list_append (NULL, g_inet_address_new_from_string ("127.0.0.1"));
}

static GList *
lookup_simple (GResolver *resolver, const char *name, GCancellable *cancellable, GError **error)
{
  return lookup_by_name (resolver, name, 0, cancellable, error);
}

static void
lookup_later (GResolver *resolver, const char *name, GResolverNameLookupFlags flags,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);
  g_task_return_pointer (task, lookup_by_name (resolver, name, flags, NULL, NULL), NULL);
}

static void
lookup_later_simple (GResolver *resolver, const char *name, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data)
{
  lookup_later (resolver, name, 0, cancellable, callback, data);
}

static GList *
lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_dns_init (FakeDns *self)
{
}

static void
fake_dns_class_init (FakeDnsClass *class)
{
  class->lookup_records = lookup_records;
  class->lookup_service = lookup_service;
  class->lookup_by_name = lookup_simple;
  class->lookup_by_name_with_flags = lookup_by_name;
  class->lookup_by_name_async = lookup_later_simple;
  class->lookup_by_name_finish = lookup_finish;
  class->lookup_by_name_with_flags_async = lookup_later;
  class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
set_dns (const char *name, const char *target, guint16 port)
{
  dns_name = name;
  dns_target = target;
  dns_port = port;
  g_string_truncate (dns_asked, 0);
}

/* --- finding --- */

static void
on_tried (gpointer data, KtFoundHow how, const char *where, const char *why)
{
  g_string_append_printf (data, "%u %s: %s\n", how, where, why);
}

/* What was found, or all that was tried. Nobody listens for https here. */
static char *
find (guint16 imaps_port)
{
  g_autoptr (GString) tried = g_string_new (NULL);
  g_autofree char *ca = g_build_filename (imap_certificates, "ca.pem", NULL);
  const KtFindWatch watch = { on_tried, tried };
  const KtFindRequest request = { .address = "anna@studija.example",
                                  .document = "",
                                  .ca_file = ca,
                                  .deadline_ms = 5000,
                                  .https_port = 1,
                                  .imaps_port = imaps_port };
  g_auto (KtFound) found = { 0 };
  g_autoptr (GError) error = NULL;
  if (kt_mail_find (&request, &watch, &found, &error))
    return g_strdup_printf ("%u %s %s %u %s%s", found.how,
                            found.kind == KT_SOURCE_IMAPS ? "tls" : "starttls", found.host,
                            found.port, found.user, found.foreign ? " foreign" : "");
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "no mail server found for «studija.example»");
  return g_strdup (tried->str);
}

static void
test_srv (void)
{
  static const struct
  {
    const char *name, *target;
    guint16 port;
    const char *expected;
  } cases[] = {
    { "_imaps._tcp.studija.example", "imap.studija.example.", 993,
      "0 tls imap.studija.example 993 anna@studija.example" },
    { "_imaps._tcp.studija.example", "studija.example", 1993,
      "0 tls studija.example 1993 anna@studija.example" },
    { "_imap._tcp.studija.example", "mail.Studija.example", 143,
      "0 starttls mail.Studija.example 143 anna@studija.example" },
    { "_imaps._tcp.studija.example", "imap.host.example", 993,
      "0 tls imap.host.example 993 anna@studija.example foreign" },
    { "_imaps._tcp.studija.example", "evilstudija.example", 993,
      "0 tls evilstudija.example 993 anna@studija.example foreign" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_dns (cases[i].name, cases[i].target, cases[i].port);
      g_autofree char *got = find (1);
      g_assert_cmpstr (got, ==, cases[i].expected);
    }
}

/* "." says: there is none. Then everything else is tried, in its order. */
static void
test_nowhere (void)
{
  set_dns ("_imaps._tcp.studija.example", ".", 0);
  g_autofree char *tried = find (1);
  const char *const order[]
      = { "0 _imaps._tcp.studija.example: there is no such record\n",
          "0 _imap._tcp.studija.example: there is no such record\n",
          ("1 https://autoconfig.studija.example:1/mail/config-v1.1.xml"
           "?emailaddress=anna%40studija.example: "),
          "1 https://studija.example:1/.well-known/autoconfig/mail/config-v1.1.xml: ",
          "2 imap.studija.example: cannot reach imap.studija.example",
          "2 mail.studija.example: cannot reach mail.studija.example" };
  const char *at = tried;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      at = strstr (at, order[i]);
      g_assert_nonnull (at);
    }
}

/* A server that answers there is taken only with a certificate for that name, and told nothing. */
static void
test_guess (void)
{
  static const struct
  {
    const char *certificate, *expected;
  } cases[] = { { "guess", "2 tls imap.studija.example" },
                { "server", "2 imap.studija.example: not connecting to imap.studija.example,"
                            " its certificate is for localhost" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakeScript script = { .certificate = cases[i].certificate };
      set_dns (NULL, NULL, 0);
      Fake *fake = fake_start (&script, imap_certificates);
      g_autofree char *got = find (fake_port (fake));
      g_assert_nonnull (strstr (got, cases[i].expected));
      g_autofree char *received = fake_stop (fake, NULL);
      g_assert_cmpstr (received, ==, "");
    }
}

int
main (int argc, char **argv)
{
  if (!imap_begin (&argc, &argv))
    return 0;
  dns_asked = g_string_new (NULL);
  g_autoptr (GResolver) resolver = g_object_new (fake_dns_get_type (), NULL);
  g_resolver_set_default (resolver);
  g_test_add_func ("/mail-find/srv", test_srv);
  g_test_add_func ("/mail-find/nowhere", test_nowhere);
  g_test_add_func ("/mail-find/guess", test_guess);
  int status = imap_run ();
  g_string_free (dns_asked, TRUE);
  return status;
}
