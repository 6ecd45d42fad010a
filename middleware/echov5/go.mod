module github.com/asterwise/errcat/middleware/echov5

go 1.25.0

require (
	github.com/asterwise/errcat v0.0.0
	github.com/labstack/echo/v5 v5.3.1
)

require (
	github.com/google/uuid v1.6.0 // indirect
	golang.org/x/time v0.15.0 // indirect
)

replace github.com/asterwise/errcat => ../../
