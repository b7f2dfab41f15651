#pragma once
#include "vcard-part.h"

/* What lines say, the same for all ways to write it; to be compared. */

/* What programs and servers change without anybody having changed the card: REV, PRODID …; what is
 * empty; and what only says something of a line beside it (X-ABLABEL). */
gboolean kt_vcard_is_noise (const KtIcalLine *line);
gboolean kt_vcard_is_companion (const KtIcalLine *line);
/* Value alone, and with its property, types, label and other parameters. */
char *kt_vcard_value_form (const KtIcalLine *line);
char *kt_vcard_line_form (const KtIcalComponent *card, const KtIcalLine *line);
