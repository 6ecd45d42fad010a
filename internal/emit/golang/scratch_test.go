package golang
import ("testing";"fmt";"os";"strconv";"time";"github.com/asterwise/errcat/internal/model")
func TestScratch(t *testing.T){
 n,_:=strconv.Atoi(os.Getenv("N")); if n==0 {t.Skip()}
 c:=minimal(); c.Package=text("big"); 
 for i:=range n { e:=entry(fmt.Sprintf("code_%05d",i),422); if i%10==0 {e.Details=[]model.Field{{Name:"loc",Type:"path"},{Name:"msg",Type:"string"}}}; c.Errors=append(c.Errors,e)}
 t0:=time.Now()
 f,err:=Emit(c); if err!=nil{t.Fatal(err)}
 t.Log("emit",time.Since(t0))
 d:=os.Getenv("OUT"); os.MkdirAll(d,0o755)
 for k,v:=range f { os.WriteFile(d+"/"+k,v,0o644)}
}
