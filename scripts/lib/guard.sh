# Stops what the supervisor started when the supervisor is killed without a word. It listens on a pipe that only the
# supervisor holds: "+ pid signal" lists a process (a negative pid is a group), "- pid" takes it off the list, and the
# end of the pipe means that the supervisor is gone.
trap '' INT TERM HUP
list=
while read -r verb pid signal; do
  case $verb in
    +) list="$list $pid:$signal" ;;
    -)
      kept=
      for entry in $list; do
        [ "${entry%%:*}" = "$pid" ] || kept="$kept $entry"
      done
      list=$kept
      ;;
  esac
done
[ -n "$list" ] || exit 0

for entry in $list; do
  kill -s "${entry#*:}" -- "${entry%%:*}" 2>/dev/null
done
tries=0
while [ $tries -lt 100 ]; do
  living=
  for entry in $list; do
    kill -s 0 -- "${entry%%:*}" 2>/dev/null && living=yes
  done
  [ -n "$living" ] || exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for entry in $list; do
  kill -s KILL -- "${entry%%:*}" 2>/dev/null
done
