package docs_test
import ("testing";"os";"path/filepath"
"github.com/asterwise/errcat/internal/spec"
"github.com/asterwise/errcat/internal/emit/docs")
func TestScratch(t *testing.T){
 c,err:=spec.Load("../../../catalog.yaml",nil); if err!=nil{t.Fatal(err)}
 f,err:=docs.Site(c,nil); if err!=nil{t.Fatal(err)}
 for n,d:=range f { p:=filepath.Join("/tmp/docs/site",n); os.MkdirAll(filepath.Dir(p),0o755); os.WriteFile(p,d,0o644)}
 b,_:=docs.NewBook(c)
 os.WriteFile("/tmp/docs/explain.txt",[]byte(b.Text(b.Page("key_not_found"),nil)),0o644)
}
