#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include "kontor/preset.h"
#include <string.h>
#include <glib/gi18n.h>

/* Proving who we are. By password: SASL PLAIN (RFC 4616), else the command LOGIN, else SASL LOGIN.
 * By token: OAUTHBEARER (RFC 7628), else XOAUTH2. Answers go along with the command where the
 * server takes that (SASL-IR, RFC 4959), else when it asks for them. */
#define LOGIN_MAX 60000 /* octets of user and secret; servers take lines of 64 KiB at most */
#define ANSWERS_MAX 2

typedef struct
{
  const char *mechanism;
  char *answers[ANSWERS_MAX]; /* coded, in their order; wiped */
  guint n_answers;
  const char *after; /* said to whatever is asked beyond them: "" or coded; NULL: give up */
} Sasl;

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
clear_sasl (Sasl *sasl)
{
  for (guint i = 0; i < sasl->n_answers; i++)
    wipe (sasl->answers[i]);
}

/* Codes what lies in data, which is wiped. */
static void
add_answer (Sasl *sasl, char *data, gsize length)
{
  sasl->answers[sasl->n_answers++] = g_base64_encode ((const guchar *)data, length);
  explicit_bzero (data, length);
  g_free (data);
}

/* --- the mechanisms --- */

static Sasl
plain (const char *user, const char *secret)
{
  Sasl sasl = { .mechanism = "PLAIN" };
  gsize user_length = strlen (user), secret_length = strlen (secret);
  char *message = g_malloc0 (user_length + secret_length + 3);
  memcpy (message + 1, user, user_length);
  memcpy (message + 2 + user_length, secret, secret_length);
  add_answer (&sasl, message, user_length + secret_length + 2);
  return sasl;
}

static Sasl
login (const char *user, const char *secret)
{
  Sasl sasl = { .mechanism = "LOGIN" };
  add_answer (&sasl, g_strdup (user), strlen (user));
  add_answer (&sasl, g_strdup (secret), strlen (secret));
  return sasl;
}

static Sasl
xoauth2 (const char *user, const char *token)
{
  Sasl sasl = { .mechanism = "XOAUTH2", .after = "" };
  char *message = g_strdup_printf ("user=%s\001auth=Bearer %s\001\001", user, token);
  add_answer (&sasl, message, strlen (message));
  return sasl;
}

/* "," and "=" part the fields of the head (RFC 5801 §4). */
static Sasl
oauthbearer (const KtSourceSpec *spec, const char *token)
{
  Sasl sasl = { .mechanism = "OAUTHBEARER", .after = "AQ==" };
  g_autoptr (GString) name = g_string_new (spec->user);
  g_string_replace (name, "=", "=3D", 0);
  g_string_replace (name, ",", "=2C", 0);
  char *message = g_strdup_printf ("n,a=%s,\001host=%s\001port=%u\001auth=Bearer %s\001\001",
                                   name->str, spec->host, spec->port, token);
  add_answer (&sasl, message, strlen (message));
  return sasl;
}

/* --- the conversation --- */

static gboolean
send_line (mailimap *imap, const char *line)
{
  return mailstream_write (imap->imap_stream, line, strlen (line)) >= 0
         && mailstream_write (imap->imap_stream, "\r\n", 2) >= 0
         && mailstream_flush (imap->imap_stream) >= 0;
}

static gboolean
begin (mailimap *imap, const Sasl *sasl, gboolean at_once)
{
  if (mailimap_send_current_tag (imap) != MAILIMAP_NO_ERROR)
    return FALSE;
  /* made large enough at once: growing would leave a copy behind */
  gsize length = strlen (sasl->mechanism) + (at_once ? strlen (sasl->answers[0]) : 0) + 16;
  char *line = g_malloc (length);
  g_snprintf (line, length, at_once ? "AUTHENTICATE %s %s" : "AUTHENTICATE %s", sasl->mechanism,
              at_once ? sasl->answers[0] : "");
  gboolean ok = send_line (imap, line);
  wipe (line);
  return ok;
}

/* What the server says before it asks is skipped, what it asks is answered, until it decides. */
static int
converse (mailimap *imap, const Sasl *sasl, gboolean at_once)
{
  guint asked = at_once ? 1 : 0, extra = 0;
  if (!begin (imap, sasl, at_once))
    return MAILIMAP_ERROR_STREAM;
  for (;;)
    {
      if (mailimap_read_line (imap) == NULL)
        return MAILIMAP_ERROR_STREAM;
      const char *line = imap->imap_stream_buffer->str;
      if (*line == '+')
        {
          if (asked >= sasl->n_answers && extra++ > 0)
            return MAILIMAP_ERROR_PROTOCOL;
          const char *answer = asked < sasl->n_answers ? sasl->answers[asked++]
                               : sasl->after != NULL   ? sasl->after
                                                       : "*";
          if (!send_line (imap, answer))
            return MAILIMAP_ERROR_STREAM;
        }
      else if (*line != '*' || asked == sasl->n_answers)
        break; /* the parser takes it, and the capabilities that may come first */
    }
  return kt_imap_parse_answer (imap);
}

static void
tell (const KtSourceSpec *spec, const char *how)
{
  if (spec->step != NULL)
    spec->step (spec->data, KT_STEP_LOGGED_IN, how);
}

static gboolean
authenticate (KtImap *self, const KtSourceSpec *spec, Sasl sasl, gboolean at_once, gboolean *ret_no,
              GError **error)
{
  gboolean ok = kt_imap_begin (self, 1u << 20, error)
                && kt_imap_end (self, converse (self->imap, &sasl, at_once),
                                MAILIMAP_ERROR_CUSTOM_COMMAND, ret_no, error);
  clear_sasl (&sasl);
  if (ok && !*ret_no)
    tell (spec, sasl.mechanism);
  return ok;
}

static void
append_quoted (GString *command, const char *text)
{
  g_string_append_c (command, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (command, '\\');
      g_string_append_c (command, *text);
    }
  g_string_append_c (command, '"');
}

static gboolean
command_login (KtImap *self, const KtSourceSpec *spec, gboolean *ret_no, GError **error)
{
  const char *secret = spec->secret;
  /* made large enough at once: growing would leave a copy behind */
  GString *command = g_string_sized_new (2 * (strlen (self->user) + strlen (secret)) + 16);
  g_string_append (command, "LOGIN ");
  append_quoted (command, self->user);
  g_string_append_c (command, ' ');
  append_quoted (command, secret);
  gboolean ok = kt_imap_command (self, command->str, 1u << 20, ret_no, error);
  explicit_bzero (command->str, command->len);
  g_string_free (command, TRUE);
  if (ok && !*ret_no)
    tell (spec, "LOGIN");
  return ok;
}

/* --- which of them --- */

static gboolean
check_words (KtImap *self, const char *secret, GError **error)
{
  const char *why = NULL;
  if (strpbrk (self->user, "\r\n\001") != NULL || strpbrk (secret, "\r\n\001") != NULL)
    why = _ ("user name or password hold a line break");
  else if (strlen (self->user) + strlen (secret) > LOGIN_MAX)
    why = _ ("user name or password are too long");
  else if (*self->user == '\0')
    why = _ ("there is no user name");
  return why == NULL || kt_imap_refuse (self, why, error);
}

static void
hint_preset (const KtImap *self, GError **error)
{
  const KtPreset *preset = kt_preset_of_host (self->host);
  if (preset != NULL)
    kt_error_hint (error, "%s", _ (preset->hint));
}

static void
set_login_error (KtImap *self, KtSourceSpec *spec, GError **error)
{
  const struct mailimap_response_info *info = self->imap->imap_response_info;
  const char *code = info != NULL ? info->rsp_atom : NULL;
  const char *place = g_str_has_prefix (self->host, "imap.") ? self->host + 5 : self->host;
  if (code != NULL && g_ascii_strcasecmp (code, "UNAVAILABLE") == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("%s lets nobody in at the moment"), place);
      return;
    }
  spec->refused = TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK,
               spec->token ? _ ("%s refused the token for %s")
                           : _ ("%s refused the password for %s"),
               place, self->user);
  if (!spec->token)
    hint_preset (self, error);
}

static gboolean
enter_with_token (KtImap *self, const KtSourceSpec *spec, gboolean *ret_no, GError **error)
{
  gboolean at_once = kt_imap_has (self, "SASL-IR");
  gboolean bearer = kt_imap_has (self, "AUTH=OAUTHBEARER");
  if (!bearer && !kt_imap_has (self, "AUTH=XOAUTH2"))
    return kt_imap_refuse (self, _ ("it takes no token (OAUTHBEARER, XOAUTH2)"), error);
  kt_imap_forget_capabilities (self); /* after login there are others */
  return authenticate (
      self, spec, bearer ? oauthbearer (spec, spec->secret) : xoauth2 (self->user, spec->secret),
      at_once, ret_no, error);
}

static gboolean
enter_with_password (KtImap *self, const KtSourceSpec *spec, gboolean *ret_no, GError **error)
{
  gboolean at_once = kt_imap_has (self, "SASL-IR"), disabled = kt_imap_has (self, "LOGINDISABLED");
  gboolean has_plain = kt_imap_has (self, "AUTH=PLAIN"),
           has_login = kt_imap_has (self, "AUTH=LOGIN");
  if (disabled && !has_plain && !has_login)
    {
      kt_imap_refuse (self, _ ("it takes no password (LOGINDISABLED)"), error);
      hint_preset (self, error);
      return FALSE;
    }
  kt_imap_forget_capabilities (self);
  if (has_plain)
    return authenticate (self, spec, plain (self->user, spec->secret), at_once, ret_no, error);
  if (!disabled)
    return command_login (self, spec, ret_no, error);
  return authenticate (self, spec, login (self->user, spec->secret), FALSE, ret_no, error);
}

gboolean
kt_imap_log_in (KtImap *self, KtSourceSpec *spec, GError **error)
{
  gboolean no = FALSE;
  if (!check_words (self, spec->secret, error) || !kt_imap_ask_capabilities (self, error))
    return FALSE;
  gboolean ok = spec->token ? enter_with_token (self, spec, &no, error)
                            : enter_with_password (self, spec, &no, error);
  kt_stream_wipe (self->imap->imap_stream);
  if (!ok)
    return FALSE;
  if (no)
    set_login_error (self, spec, error);
  else
    self->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
  return !no;
}
