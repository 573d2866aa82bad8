import sys, time, traceback
import warnings, logging
logging.disable(logging.CRITICAL)
from tests.simulation.story import story
from tests.simulation.checks import judge
a,b=int(sys.argv[1]),int(sys.argv[2])
t=time.process_time(); n=bad=0; arr=wrong=ent=0
T={}
for s in range(a,b):
    try:
        with story(s) as st:
            t0=time.process_time(); st.live(); t1=time.process_time(); st.heal(); t2=time.process_time(); v=judge(st); t3=time.process_time()
            for k,x in (('live',t1-t0),('heal',t2-t1),('judge',t3-t2),('rounds',st.tally.rounds),('n',len(st.laptops))): T[k]=T.get(k,0)+x
        n+=1; arr+=v.arrivals; wrong+=v.wrong; ent+=v.entries
        if v.violations:
            bad+=1; print(s, st.plot, st.tally, v.violations[:4])
    except Exception as e:
        bad+=1; print(s,'EXC',repr(e)); traceback.print_exc() if len(sys.argv)>3 else None
el=time.process_time()-t
print(n,bad,'cpu/seed',el/(b-a),'entries',ent/max(1,n),'wrong',wrong,arr,{k:x/max(1,n) for k,x in T.items()})
