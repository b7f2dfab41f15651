#include "config.h"
#include "kontor/keys.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define BUFFER 256
#define SEQUENCE_MAX 32 /* octets; a longer one is none */
#define ESCAPE_MS 40    /* after which an ESC is nobody's beginning; SSH keeps sequences whole */

/* --- octets to keys --- */

static const struct
{
  const char *octets;
  KtKeyKind kind;
} sequences[] = {
  { "\033[A", KT_KEY_UP },       { "\033[B", KT_KEY_DOWN },     { "\033OA", KT_KEY_UP },
  { "\033OB", KT_KEY_DOWN },     { "\033[Z", KT_KEY_BACK_TAB }, { "\033[3~", KT_KEY_DELETE },
  { "\r", KT_KEY_ENTER },        { "\n", KT_KEY_ENTER },        { "\t", KT_KEY_TAB },
  { "\177", KT_KEY_BACKSPACE },  { "\b", KT_KEY_BACKSPACE },    { "\027", KT_KEY_ERASE_WORD },
  { "\025", KT_KEY_ERASE_LINE }, { "\004", KT_KEY_END },        { "\003", KT_KEY_END },
  { "\020", KT_KEY_UP },         { "\016", KT_KEY_DOWN },
};

/* Octets of a control sequence: ESC [ parameters, final; ESC O final; ESC character. 0: its end is
 * not here yet. */
static gsize
sequence_length (const char *octets, gsize n)
{
  if (n < 2)
    return 0;
  if (octets[1] == 'O')
    return n >= 3 ? 3 : 0;
  if (octets[1] != '[')
    return 2;
  for (gsize i = 2; i < n && i < SEQUENCE_MAX; i++)
    if (octets[i] >= 0x40 && octets[i] <= 0x7e)
      return i + 1;
  return n >= SEQUENCE_MAX ? SEQUENCE_MAX : 0;
}

static KtKeyKind
named (const char *octets, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sequences); i++)
    if (strlen (sequences[i].octets) == length && memcmp (sequences[i].octets, octets, length) == 0)
      return sequences[i].kind;
  return KT_KEY_OTHER;
}

static gsize
decode_escape (const char *octets, gsize n, gboolean quiet, KtKey *ret)
{
  gsize length = sequence_length (octets, n);
  if (length == 0 && !quiet)
    return 0;
  if (n == 1 || octets[1] == '\033')
    {
      ret->kind = KT_KEY_ESCAPE;
      return 1;
    }
  length = length > 0 ? length : n;
  ret->kind = named (octets, length);
  return length;
}

static gsize
decode_character (const char *octets, gsize n, gboolean quiet, KtKey *ret)
{
  gunichar c = g_utf8_get_char_validated (octets, (gssize)n);
  if (c == (gunichar)-2 && !quiet && n < 4)
    return 0;
  ret->kind = KT_KEY_OTHER;
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return 1;
  if (g_unichar_isprint (c) || g_unichar_ismark (c))
    {
      ret->kind = KT_KEY_TEXT;
      ret->text[g_unichar_to_utf8 (c, ret->text)] = '\0';
    }
  return (gsize)g_unichar_to_utf8 (c, NULL);
}

gsize
kt_key_decode (const char *octets, gsize n, gboolean quiet, KtKey *ret)
{
  *ret = (KtKey){ .kind = KT_KEY_NONE };
  if (n == 0)
    return 0;
  if (*octets == '\033')
    return decode_escape (octets, n, quiet, ret);
  if ((guchar)*octets >= 0x20 && *octets != '\177')
    return decode_character (octets, n, quiet, ret);
  ret->kind = named (octets, 1);
  return 1;
}

/* --- the terminal --- */

struct _KtKeys
{
  int fd;
  struct termios before;
  struct sigaction term, hup;
  char octets[BUFFER];
  gsize n;
  gboolean ended;
};

/* A process that is ended must give the terminal back; a signal handler can reach nothing else. */
static struct termios given_back;
static volatile sig_atomic_t given_fd = -1;

static void
give_back (int signal_number)
{
  if (given_fd >= 0)
    tcsetattr (given_fd, TCSANOW, &given_back);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

KtKeys *
kt_keys_open (int fd, GError **error)
{
  struct termios raw;
  struct sigaction action = { .sa_handler = give_back };
  if (tcgetattr (fd, &raw) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the standard input is no terminal"));
      return NULL;
    }
  KtKeys *keys = g_new0 (KtKeys, 1);
  keys->fd = fd;
  keys->before = given_back = raw;
  given_fd = fd;
  sigemptyset (&action.sa_mask);
  sigaction (SIGTERM, &action, &keys->term);
  sigaction (SIGHUP, &action, &keys->hup);
  raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | IEXTEN);
  raw.c_iflag &= (tcflag_t) ~(ICRNL | IXON);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  raw.c_cc[VSUSP] = _POSIX_VDISABLE; /* a shell would bring it back with a cooked terminal */
  tcsetattr (fd, TCSADRAIN, &raw);
  return keys;
}

void
kt_keys_free (KtKeys *keys)
{
  if (keys == NULL)
    return;
  tcsetattr (keys->fd, TCSADRAIN, &keys->before);
  given_fd = -1;
  sigaction (SIGTERM, &keys->term, NULL);
  sigaction (SIGHUP, &keys->hup, NULL);
  g_free (keys);
}

static gboolean
readable (int fd, int wait_ms)
{
  struct pollfd wanted = { .fd = fd, .events = POLLIN };
  return poll (&wanted, 1, wait_ms) > 0;
}

static void
fill (KtKeys *keys)
{
  gssize n = read (keys->fd, keys->octets + keys->n, BUFFER - keys->n);
  if (n > 0)
    keys->n += (gsize)n;
  else
    keys->ended = TRUE;
}

KtKey
kt_keys_next (KtKeys *keys)
{
  KtKey key = { .kind = KT_KEY_NONE };
  gboolean quiet = FALSE;
  while (!keys->ended)
    {
      gsize used = kt_key_decode (keys->octets, keys->n, quiet, &key);
      if (key.kind != KT_KEY_NONE)
        {
          keys->n -= used;
          memmove (keys->octets, keys->octets + used, keys->n);
          return key;
        }
      if (keys->n > 0 && !readable (keys->fd, ESCAPE_MS))
        quiet = TRUE;
      else if (!kt_interrupt_wait (keys->fd))
        keys->ended = TRUE;
      else
        fill (keys);
    }
  key.kind = KT_KEY_END;
  return key;
}

gboolean
kt_keys_pending (KtKeys *keys)
{
  return !keys->ended && (keys->n > 0 || readable (keys->fd, 0));
}
