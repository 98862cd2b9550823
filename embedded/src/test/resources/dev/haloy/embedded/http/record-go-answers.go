// Records what the HTTP server of Go's standard library answers, byte for byte, to the requests in go-answers.txt:
//
//	go run record-go-answers.go < go-answers.txt > new-answers.txt
//
// Lines that begin with "> " are what a client sends before it closes its sending side, lines that begin with "< " what
// comes back up to the end of the connection, and all others are kept. \r, \n, \\ and \xNN stand for bytes.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var date = regexp.MustCompile(`Date: [A-Z][a-z][^\r]*`)

func answer(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	text := r.Method + " " + r.RequestURI + " " + string(body)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("Date", "now")
	io.WriteString(w, text)
}

func ask(address, request string) string {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	go func() {
		io.WriteString(connection, request)
		connection.(*net.TCPConn).CloseWrite()
	}()
	seen, _ := io.ReadAll(connection)
	return date.ReplaceAllString(string(seen), "Date: now")
}

func unescape(line string) string {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
	if err != nil {
		log.Fatal(err, ": ", line)
	}
	return text
}

func escape(text string) string {
	var line strings.Builder
	for _, b := range []byte(text) {
		switch {
		case b == '\r':
			line.WriteString(`\r`)
		case b == '\n':
			line.WriteString(`\n`)
		case b == '\\':
			line.WriteString(`\\`)
		case b < ' ' || b > '~':
			fmt.Fprintf(&line, `\x%02x`, b)
		default:
			line.WriteByte(b)
		}
	}
	return line.String()
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := http.Server{
		Handler: http.HandlerFunc(answer), ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go server.Serve(listener)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "> ") {
			fmt.Println(line)
			fmt.Println("< " + escape(ask(listener.Addr().String(), unescape(line[2:]))))
		} else if !strings.HasPrefix(line, "< ") {
			fmt.Println(line)
		}
	}
}
