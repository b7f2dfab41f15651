#pragma once
#include "kontor/command.h"
#include "kontor/template.h"

/* What the subcommands of template share. */
typedef struct
{
  gboolean html;
  char *kind, *language;
} KtTemplateOptions;
void kt_template_options_clear (KtTemplateOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtTemplateOptions, kt_template_options_clear)
gboolean kt_template_options_take (const KtCommand *command, char ***args, KtTemplateOptions *ret,
                                   GError **error);
/* The one that `NAME` names, with the options. */
KtTemplate *kt_template_named (KtContext *context, const KtCommand *command, char **args,
                               const KtTemplateOptions *options, GError **error);
/* A new one out of `NAME FILE`; its body is not checked yet. */
KtTemplate *kt_template_new_of (KtContext *context, const KtCommand *command, char **args,
                                const KtTemplateOptions *options, GError **error);
