#pragma once
#include "kontor/service.h"
#include "kontor/table.h"

/* Services, hands and places in words and as JSON. */

/* "45 · works 40 · finish 35 = 2 h", "35 min". The caller frees. */
char *kt_say_lengths (KtLengths lengths);
/* "added  colour  45 · works 40 · finish 35 = 2 h   95,00 €   Līga 40/40/30" */
gboolean kt_service_print (KtContext *context, const char *verb, const KtService *service,
                           GError **error);
/* All, numbered; those that are archived with --all. */
gboolean kt_services_print (KtContext *context, GError **error);

/* "mon–fri 09:00–12:30 13:00–18:00, sat 10:00–14:00"; "" none of its own. The caller frees. */
char *kt_say_hours (const GArray *hours, KtId resource);
/* "added  Līga  mon–fri 09:00–18:00"; resource NULL: the salon. */
gboolean kt_resource_print (KtContext *context, const char *verb, const KtSalonResource *resource,
                            GError **error);
gboolean kt_resources_print (KtContext *context, GError **error);
