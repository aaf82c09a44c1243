@echo off
rem Starts the plugin in the runtime beside this script. Pulumi starts plugins in a process group of their own, which no
rem Ctrl-C reaches.
if not exist "%~dp0runtime\bin\java.exe" (
  echo pulumi-resource-planetscale: the folder runtime is missing beside %~f0. Install the whole folder that this file comes from: pulumi plugin install resource planetscale VERSION --reinstall --file FOLDER 1>&2
  exit /b 1
)
"%~dp0runtime\bin\java.exe" ^
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true ^
  -Djava.util.logging.manager=com.pulumi.planetscale.provider.LibraryLogs ^
  -Xss512k -Xms8m -Xmx256m -Xlog:disable -Xlog:all=error:stderr ^
  --sun-misc-unsafe-memory-access=allow --enable-native-access=com.pulumi.planetscale.plugin ^
  -m com.pulumi.planetscale.plugin/com.pulumi.planetscale.provider.Main %*
