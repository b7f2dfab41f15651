#pragma once
#include <glib.h>

/* An e-mail address (RFC 5321 §4.1.2 mailbox), parsed and normalised. Only kt_addr_parse() makes
 * one.
 *
 * norm needs no configuration: NFC, casefolded, domain as A-labels without trailing dot, a quoted
 * local part unquoted where that is possible. match is what addresses are compared by: norm with
 * plus-tags and Gmail's dots removed, googlemail.com as gmail.com, by the rules given. */
typedef struct _KtAddr KtAddr;

typedef struct
{
  gboolean strip_plus; /* anna+shop@x is anna@x (default yes) */
  gboolean gmail_dots; /* a.n.n.a@gmail.com is anna@gmail.com (default yes) */
} KtAddrRules;

#define KT_ADDR_MAX 320 /* bytes, RFC 5321 §4.5.3.1 with room for the at sign */

extern const KtAddrRules kt_addr_rules_default;

/* Text is one bare address, optionally inside <>; refuses controls, spaces, more than KT_ADDR_MAX
 * bytes, a missing local part or domain. KT_ERROR_USAGE. */
KtAddr *kt_addr_parse (const char *text, GError **error);
void kt_addr_free (KtAddr *addr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAddr, kt_addr_free)

const char *kt_addr_norm (const KtAddr *addr);
const char *kt_addr_local (const KtAddr *addr); /* of norm */
const char *kt_addr_domain (const KtAddr *addr);
char *kt_addr_match (const KtAddr *addr, const KtAddrRules *rules);

/* Mailboxes that are nobody's own: info@, office@, sales@ … in the usual languages. */
gboolean kt_addr_is_role (const KtAddr *addr);
/* no-reply@, mailer-daemon@, notifications@ … : machines. */
gboolean kt_addr_is_machine (const KtAddr *addr);
/* orders@, billing@, delivery@, reservations@, security@ …: often machines, sometimes people. */
gboolean kt_addr_sends_bills (const KtAddr *addr);
/* gmail.com, inbox.lv, mail.ru, ukr.net …: a domain that says nothing about a company. */
gboolean kt_domain_is_free_mail (const char *domain);
