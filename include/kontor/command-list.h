/* Every command, alphabetical: KT_COMMAND (name) stands for kt_cmd_name in cli/cmd-name.c. */
KT_COMMAND (agenda)
KT_COMMAND (config)
KT_COMMAND (help)
KT_COMMAND (init)
KT_COMMAND (review)
KT_COMMAND (version)
KT_COMMAND (waiting)
