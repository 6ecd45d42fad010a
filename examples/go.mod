module github.com/asterwise/errcat/examples

go 1.24.0

require (
	github.com/asterwise/errcat v0.0.0
	github.com/labstack/echo/v4 v4.13.4
	modernc.org/sqlite v1.46.1
)

replace github.com/asterwise/errcat => ../
