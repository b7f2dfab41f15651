#include "config.h"
#include "kontor/command.h"

#define KT_COMMAND(name) extern const KtCommand kt_cmd_##name;
#include "kontor/command-rows.h"
#undef KT_COMMAND

const KtCommand *const kt_commands[] = {
#define KT_COMMAND(name) &kt_cmd_##name,
#include "kontor/command-rows.h"
#undef KT_COMMAND
  NULL
};

const KtCommand *
kt_command_find (const char *name)
{
  for (guint i = 0; kt_commands[i] != NULL; i++)
    if (g_str_equal (kt_commands[i]->name, name))
      return kt_commands[i];
  return NULL;
}
