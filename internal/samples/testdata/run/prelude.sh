# Bash reads this before a sample, for BASH_ENV says so. A pause is recorded, in
# .slept and as a header of all requests to come, and goes on at once. Curl
# reads .curlrc in $CURL_HOME.
sleep() {
  printf '%s\n' "$1" >> "$CURL_HOME/.slept"
  printf 'header = "X-Slept: %s"\n' "$1" >> "$CURL_HOME/.curlrc"
  case "$1" in *[!0-9.]*|'') ;; *) SECONDS=$((SECONDS + ${1%%.*})) ;; esac
  if [ "$(wc -l < "$CURL_HOME/.slept")" -gt 25 ]; then kill "$$"; fi
}
