#!/bin/sh
# Starts the plugin in the runtime beside this script, which may be reached through links.
self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
home=${self%/*}/runtime
if [ ! -x "$home/bin/java" ]; then
  # Without --reinstall Pulumi keeps what is installed under the same version, this launcher included.
  echo "pulumi-resource-planetscale: the folder \`runtime\` is missing beside $self. Install the whole folder that this" >&2
  echo "file comes from: pulumi plugin install resource planetscale VERSION --reinstall --file FOLDER" >&2
  exit 1
fi
# A terminal's Ctrl-C goes to the engine, which tells the plugin; the JVM must not die of it in the middle of a create.
# A sub-command, which begins with a letter, is a person's to stop.
case ${1:-} in
  [a-z]*) ;;
  *) trap '' INT ;;
esac
exec "$home/bin/java" \
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:SharedArchiveFile="$home/lib/plugin.jsa" \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Djdk.reflect.useNativeAccessorOnly=true \
  -Djava.util.logging.manager=com.pulumi.planetscale.provider.LibraryLogs \
  -Xss512k -Xms8m -Xmx256m -Xlog:disable -Xlog:all=error:stderr \
  --sun-misc-unsafe-memory-access=allow --enable-native-access=com.pulumi.planetscale.plugin \
  -m com.pulumi.planetscale.plugin/com.pulumi.planetscale.provider.Main "$@"
