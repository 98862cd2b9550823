#!/usr/bin/env bash
# Starts the JBang in $JBANG_LIB as its own launcher would: status 255 means that standard output is the command to run.
command=$("$JAVA_HOME/bin/java" "-Duser.home=$HOME" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$JBANG_LIB/*" dev.jbang.Main "$@")
status=$?
if [ "$status" -eq 255 ]; then
  eval "exec $command"
fi
[ -z "$command" ] || printf '%s\n' "$command"
exit "$status"
